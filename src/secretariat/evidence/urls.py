from django.urls import path

from secretariat.evidence.views import datasets, facts, figures, reports

app_name = "evidence"
ROOT = "processes/<slug:process>/evidence/"
urlpatterns = [
    path(ROOT, figures.overview, name="overview"),
    path(f"{ROOT}areas/<slug:code>/", figures.area, name="area"),
    path(f"{ROOT}compare/", figures.compare, name="compare"),
    path(f"{ROOT}flows/", figures.flows, name="flows"),
    path(f"{ROOT}world/", figures.world, name="world"),
    path(f"{ROOT}data/", datasets.list_, name="datasets"),
    path(f"{ROOT}data/add/", datasets.add, name="add"),
    path(f"{ROOT}data/estimate/", datasets.estimate, name="estimate"),
    path(f"{ROOT}data/<uuid:uuid>/", datasets.show, name="dataset"),
    path(f"{ROOT}data/<uuid:uuid>/retire/", datasets.retire, name="retire"),
    path(f"{ROOT}data/<uuid:uuid>/<slug:what>/", datasets.export, name="export"),
    path(f"{ROOT}facts/", facts.list_, name="facts"),
    path(f"{ROOT}facts/state/", facts.state, name="state"),
    path(f"{ROOT}facts/check/", facts.check, name="check"),
    path(f"{ROOT}facts/<slug:key>/", facts.show, name="fact"),
    path(f"{ROOT}facts/<slug:key>/restate/", facts.restate, name="restate"),
    path(f"{ROOT}facts/<slug:key>/link/", facts.link, name="link"),
    path(f"{ROOT}reports/open/", reports.open_, name="open"),
    path(f"{ROOT}reports/<slug:key>/", reports.show, name="report"),
    path(f"{ROOT}reports/<slug:key>/edit/", reports.edit, name="edit"),
    path(f"{ROOT}reports/<slug:key>/issue/", reports.issue, name="issue"),
    path(f"{ROOT}reports/<slug:key>/file/<slug:what>/", reports.file, name="file"),
    path(f"{ROOT}reports/<slug:key>/sections/<uuid:uuid>/mend/", reports.mend, name="mend"),
    path(f"{ROOT}reports/<slug:key>/sections/<uuid:uuid>/strike/", reports.strike, name="strike"),
]
