from django.urls import path

from secretariat.outbox import views

app_name = "outbox"
HERE = "processes/<slug:process>/outbox/"
urlpatterns = [
    path(HERE, views.list_, name="list"),
    path(f"{HERE}prepare/", views.prepare, name="prepare"),
    path(f"{HERE}bounce/", views.bounce, name="bounce"),
    path(f"{HERE}<uuid:uuid>/", views.show, name="show"),
    path(f"{HERE}<uuid:uuid>/reword/", views.reword, name="reword"),
    path(f"{HERE}<uuid:uuid>/drop/", views.drop, name="drop"),
]
