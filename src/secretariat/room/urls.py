from django.urls import path

from secretariat.room.views import languages, screen

app_name = "room"
ROOM = "processes/<slug:process>/text/t/<slug:text>/room/"
urlpatterns = [
    path("processes/<slug:process>/text/p/<uuid:uuid>/languages/", languages.languages, name="languages"),
    path(ROOM, screen.screen, name="screen"),
    path(ROOM + "languages/", languages.here, name="here"),
    path(ROOM + "now/", screen.now, name="now"),
    path(ROOM + "show/", screen.show, name="show"),
    path(ROOM + "freeze/", screen.freeze, name="freeze"),
    path(ROOM + "release/", screen.release, name="release"),
]
