from django.urls import path

from secretariat.record import views

app_name = "record"
urlpatterns = [
    path("processes/<slug:process>/record/", views.entries, name="entries"),
    path("processes/<slug:process>/record/<uuid:uuid>/", views.receipt, name="receipt"),
    path("record/<uuid:uuid>/", views.receipt_of_site, name="receipt_of_site"),
]
