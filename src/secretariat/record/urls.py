from django.urls import path

from secretariat.record.views import deeds, log

app_name = "record"
urlpatterns = [
    path("processes/<slug:process>/record/", deeds.entries, name="entries"),
    path("processes/<slug:process>/record/feed/", deeds.feed, name="feed"),
    path("processes/<slug:process>/record/<uuid:uuid>/", deeds.receipt, name="receipt"),
    path("processes/<slug:process>/record/<uuid:uuid>/proof", deeds.proof, name="proof"),
    path("record/<uuid:uuid>/", deeds.receipt_of_site, name="receipt_of_site"),
    path("record/<uuid:uuid>/proof", deeds.proof_of_site, name="proof_of_site"),
    # The addresses below log/ are those of the specification of tiles, whose prefix it is.
    path("log/", log.about, name="about"),
    path("log/check/", log.check, name="check"),
    path("log/checkpoint", log.checkpoint, name="checkpoint"),
    path("log/tile/<path:path>", log.tile, name="tile"),
    path("log/key", log.key, name="key"),
    path("log/consistency/<int:old>", log.consistency, name="consistency"),
    path("log/verifier.py", log.program, name="program"),
]
