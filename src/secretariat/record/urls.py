from django.urls import path

from secretariat.record import views

app_name = "record"
urlpatterns = [path("processes/<slug:process>/record/", views.entries, name="entries")]
