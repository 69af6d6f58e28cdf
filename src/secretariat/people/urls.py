from django.urls import path

from secretariat.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("people/add/", views.add, name="add"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
