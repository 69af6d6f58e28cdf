from django.urls import path

from secretariat.inputs import views

app_name = "inputs"
urlpatterns = [
    path("processes/<slug:process>/inputs/", views.list_, name="list"),
    path("processes/<slug:process>/inputs/file/", views.file, name="file"),
    path("processes/<slug:process>/inputs/calls/", views.calls, name="calls"),
    path("processes/<slug:process>/inputs/calls/open/", views.open_call, name="open_call"),
    path("processes/<slug:process>/inputs/calls/<slug:key>/", views.call, name="call"),
    path("processes/<slug:process>/inputs/calls/<slug:key>/remind/", views.remind, name="remind"),
    path("processes/<slug:process>/inputs/agreement/", views.agreement, name="agreement"),
    path("processes/<slug:process>/inputs/passages/<uuid:uuid>/", views.passage, name="passage"),
    path("processes/<slug:process>/inputs/<slug:key>/", views.show, name="show"),
    path("processes/<slug:process>/inputs/<slug:key>/original/", views.original, name="original"),
    path("processes/<slug:process>/inputs/<slug:key>/withdraw/", views.withdraw, name="withdraw"),
    path("processes/<slug:process>/inputs/<slug:key>/languages/", views.add_version, name="add_version"),
    path("processes/<slug:process>/inputs/<slug:key>/judge/", views.judge, name="judge"),
    path("processes/<slug:process>/inputs/<slug:key>/endorse/", views.endorse, name="endorse"),
    path("processes/<slug:process>/inputs/<slug:key>/coding/", views.coding, name="coding"),
    path("processes/<slug:process>/inputs/<slug:key>/suggest/", views.suggest, name="suggest"),
]
