from django.urls import path

from secretariat.participation import views

app_name = "participation"
urlpatterns = [
    path("processes/<slug:process>/participants/", views.list_, name="list"),
    path("processes/<slug:process>/participants/rights/", views.rights, name="rights"),
    path("processes/<slug:process>/participants/admit/", views.admit, name="admit"),
    path("processes/<slug:process>/participants/seat/", views.seat, name="seat"),
    path("processes/<slug:process>/participants/entities/<slug:code>/", views.entity, name="entity"),
    path("processes/<slug:process>/participants/entities/<slug:code>/rename/", views.rename, name="rename"),
    path("processes/<slug:process>/participants/entities/<slug:code>/members/", views.members, name="members"),
    path("processes/<slug:process>/participants/people/", views.people, name="people"),
    path("processes/<slug:process>/participants/people/<uuid:uuid>/reset/", views.reset, name="reset"),
    path("processes/<slug:process>/participants/people/<uuid:uuid>/vacate/", views.vacate, name="vacate"),
]
