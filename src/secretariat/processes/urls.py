from django.urls import path

from secretariat.processes import views

app_name = "processes"
urlpatterns = [
    path("open-a-process/", views.open_, name="open"),
    path("processes/<slug:process>/", views.show, name="show"),
    path("processes/<slug:process>/rules/", views.rules, name="rules"),
    path("processes/<slug:process>/rules/renew/", views.renew, name="renew"),
    path("processes/<slug:process>/obligations/<slug:obligation>/", views.fulfil, name="fulfil"),
]
