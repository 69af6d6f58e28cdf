from django.urls import path

from secretariat.followup import views

app_name = "followup"
urlpatterns = [
    path("processes/<slug:process>/commitments/", views.list_, name="list"),
    path("processes/<slug:process>/commitments/<slug:text>/register/", views.register, name="register"),
]
