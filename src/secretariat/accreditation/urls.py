from django.urls import path

from secretariat.accreditation.views import applying, lists

app_name = "accreditation"
HERE = "processes/<slug:process>/accreditation/"
urlpatterns = [
    path(HERE, lists.overview, name="overview"),
    path(f"{HERE}apply/", applying.begin, name="begin"),
    path(f"{HERE}mine/<str:token>/", applying.show, name="show"),
    path(f"{HERE}mine/<str:token>/hand-in/", applying.hand_in, name="hand_in"),
    path(f"{HERE}mine/<str:token>/withdraw/", applying.withdraw, name="withdraw"),
    path(f"{HERE}mine/<str:token>/step/<slug:step>/", applying.step, name="step"),
    path(f"{HERE}applications/", lists.applications, name="applications"),
    path(f"{HERE}applications/<uuid:uuid>/", lists.screen, name="screen"),
    path(f"{HERE}circulate/", lists.circulate, name="circulate"),
    path(f"{HERE}lists/<uuid:uuid>/", lists.list_, name="list"),
    path(f"{HERE}lists/<uuid:uuid>/names.csv", lists.export, name="export"),
    path(f"{HERE}lists/<uuid:uuid>/close/", lists.close, name="close"),
    path(f"{HERE}names/<uuid:uuid>/object/", lists.object_, name="object"),
    path(f"{HERE}names/<uuid:uuid>/withdraw/", lists.withdraw, name="withdraw_objection"),
    path(f"{HERE}names/<uuid:uuid>/decide/", lists.decide, name="decide"),
    path(f"{HERE}names/<uuid:uuid>/ask/", lists.ask, name="ask"),
]
