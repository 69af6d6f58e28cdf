from django.urls import path

from secretariat.demo import views

app_name = "demo"
urlpatterns = [
    path("sample/", views.chooser, name="chooser"),
    path("sample/sign-in/", views.sign_in_as, name="sign_in_as"),
    path("sample/day/", views.move_clock, name="move_clock"),
]
