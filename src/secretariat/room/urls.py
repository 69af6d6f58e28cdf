from django.urls import path

from secretariat.room.views import languages, reading, screen

app_name = "room"
TEXT = "processes/<slug:process>/text/t/<slug:text>/"
ROOM = TEXT + "room/"
urlpatterns = [
    path("processes/<slug:process>/text/p/<uuid:uuid>/languages/", languages.languages, name="languages"),
    path(TEXT + "in/", reading.choose, name="choose"),
    path(TEXT + "in/<str:language>/", reading.reading, name="reading"),
    path(ROOM, screen.screen, name="screen"),
    path(ROOM + "languages/", languages.here, name="here"),
    path(ROOM + "now/", screen.now, name="now"),
    path(ROOM + "show/", screen.show, name="show"),
    path(ROOM + "freeze/", screen.freeze, name="freeze"),
    path(ROOM + "release/", screen.release, name="release"),
]
