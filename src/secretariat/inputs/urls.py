from django.urls import path

from secretariat.inputs.views import calls, coding, papers

app_name = "inputs"
urlpatterns = [
    path("processes/<slug:process>/inputs/", papers.list_, name="list"),
    path("processes/<slug:process>/inputs/file/", papers.file, name="file"),
    path("processes/<slug:process>/inputs/calls/", calls.calls, name="calls"),
    path("processes/<slug:process>/inputs/calls/open/", calls.open_call, name="open_call"),
    path("processes/<slug:process>/inputs/calls/<slug:key>/", calls.call, name="call"),
    path("processes/<slug:process>/inputs/calls/<slug:key>/remind/", calls.remind, name="remind"),
    path("processes/<slug:process>/inputs/agreement/", coding.agreement, name="agreement"),
    path("processes/<slug:process>/inputs/copies/", papers.copies, name="copies"),
    path(
        "processes/<slug:process>/inputs/closed/<uuid:uuid>/withdraw/",
        papers.withdraw_envelope,
        name="withdraw_envelope",
    ),
    path("processes/<slug:process>/inputs/passages/<uuid:uuid>/", papers.passage, name="passage"),
    path("processes/<slug:process>/inputs/<slug:key>/", papers.show, name="show"),
    path("processes/<slug:process>/inputs/<slug:key>/original/", papers.original, name="original"),
    path("processes/<slug:process>/inputs/<slug:key>/withdraw/", papers.withdraw, name="withdraw"),
    path("processes/<slug:process>/inputs/<slug:key>/languages/", papers.add_version, name="add_version"),
    path("processes/<slug:process>/inputs/<slug:key>/judge/", coding.judge, name="judge"),
    path("processes/<slug:process>/inputs/<slug:key>/endorse/", papers.endorse, name="endorse"),
    path("processes/<slug:process>/inputs/<slug:key>/coding/", coding.coding, name="coding"),
    path("processes/<slug:process>/inputs/<slug:key>/suggest/", coding.suggest, name="suggest"),
]
