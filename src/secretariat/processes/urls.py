from django.urls import path

from secretariat.processes import views
from secretariat.processes.views import planning

app_name = "processes"
urlpatterns = [
    path("open-a-process/", views.open_, name="open"),
    path("processes/<slug:process>/", views.show, name="show"),
    path("processes/<slug:process>/rules/", views.rules, name="rules"),
    path("processes/<slug:process>/rules/renew/", views.renew, name="renew"),
    path("processes/<slug:process>/obligations/<slug:obligation>/", views.fulfil, name="fulfil"),
    path("processes/<slug:process>/rules/editions/", planning.editions, name="editions"),
    path("processes/<slug:process>/rules/editions/<int:number>/", planning.edition, name="edition"),
    path("processes/<slug:process>/calendar/", planning.month, name="month"),
    path("processes/<slug:process>/calendar.ics", planning.feed, name="feed"),
    path("processes/<slug:process>/agenda/", planning.agenda, name="agenda"),
    path("processes/<slug:process>/what-if/", planning.follow, name="what_if"),
    path("processes/<slug:process>/paragraphs/", planning.paragraphs, name="paragraphs"),
    path("processes/<slug:process>/organization-of-work.<slug:suffix>", planning.workplan, name="workplan"),
]
