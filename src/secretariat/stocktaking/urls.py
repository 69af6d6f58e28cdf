from django.urls import path

from secretariat.stocktaking import views

app_name = "stocktaking"
urlpatterns = [
    path("processes/<slug:process>/stocktaking/", views.matrix, name="matrix"),
    path("processes/<slug:process>/stocktaking/open/", views.open_, name="open"),
    path("processes/<slug:process>/stocktaking/workplan/", views.workplan, name="workplan"),
    path("processes/<slug:process>/stocktaking/convergence/", views.convergence, name="convergence"),
    path("processes/<slug:process>/stocktaking/reasons/<uuid:uuid>/", views.reason, name="reason"),
    path("processes/<slug:process>/stocktaking/<slug:key>/quantities/", views.quantities, name="quantities"),
    path("processes/<slug:process>/stocktaking/<slug:key>/", views.show, name="summary"),
    path("processes/<slug:process>/stocktaking/<slug:key>/edit/", views.edit, name="edit"),
    path("processes/<slug:process>/stocktaking/<slug:key>/issue/", views.issue, name="issue"),
    path("processes/<slug:process>/stocktaking/<slug:key>/sentences/<uuid:uuid>/strike/", views.strike, name="strike"),
    path("processes/<slug:process>/stocktaking/<slug:key>/sentences/<uuid:uuid>/mend/", views.mend, name="mend"),
]
