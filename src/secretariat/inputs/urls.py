from django.urls import path

from secretariat.inputs import views

app_name = "inputs"
urlpatterns = [
    path("processes/<slug:process>/inputs/", views.list_, name="list"),
    path("processes/<slug:process>/inputs/file/", views.file, name="file"),
    path("processes/<slug:process>/inputs/passages/<uuid:uuid>/", views.passage, name="passage"),
    path("processes/<slug:process>/inputs/<slug:key>/", views.show, name="show"),
    path("processes/<slug:process>/inputs/<slug:key>/original/", views.original, name="original"),
    path("processes/<slug:process>/inputs/<slug:key>/withdraw/", views.withdraw, name="withdraw"),
    path("processes/<slug:process>/inputs/<slug:key>/endorse/", views.endorse, name="endorse"),
    path("processes/<slug:process>/inputs/<slug:key>/coding/", views.coding, name="coding"),
    path("processes/<slug:process>/inputs/<slug:key>/suggest/", views.suggest, name="suggest"),
]
