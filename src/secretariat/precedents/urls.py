from django.urls import path

from secretariat.precedents import views

app_name = "precedents"
BASE = "processes/<slug:process>/agreed-language/"
TEXT = "processes/<slug:process>/text/"
urlpatterns = [
    path(BASE, views.list_, name="list"),
    path(BASE + "look/", views.look, name="look"),
    path(BASE + "add/", views.add, name="add"),
    path(TEXT + "p/<uuid:uuid>/agreed-language/", views.paragraph, name="paragraph"),
    path(TEXT + "proposals/<uuid:uuid>/agreed-language/", views.proposal, name="proposal"),
]
