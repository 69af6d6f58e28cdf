from django.urls import path

from secretariat.registration.views import credentials, doors, people

app_name = "registration"
HERE = "processes/<slug:process>/registration/"
urlpatterns = [
    path(HERE, people.overview, name="overview"),
    path(f"{HERE}meetings/<slug:key>/credentials/", credentials.credentials, name="credentials"),
    path(f"{HERE}meetings/<slug:key>/credentials/receive/", credentials.receive, name="receive"),
    path(f"{HERE}credentials/<uuid:uuid>/examine/", credentials.examine, name="examine"),
    path(f"{HERE}credentials/<uuid:uuid>/withdraw/", credentials.withdraw, name="withdraw_credentials"),
    path(f"{HERE}people/<uuid:uuid>/data.json", credentials.data, name="data"),
    path(f"{HERE}people/<uuid:uuid>/erase/", credentials.erase, name="erase"),
    path(f"{HERE}open/", people.open_, name="open"),
    path(f"{HERE}people/<uuid:uuid>/", people.person, name="person"),
    path(f"{HERE}people/<uuid:uuid>/withdraw/", people.withdraw, name="withdraw"),
    path(f"{HERE}people/<uuid:uuid>/badge/", doors.badge, name="badge"),
    path(f"{HERE}meetings/<slug:key>/", people.meeting, name="meeting"),
    path(f"{HERE}meetings/<slug:key>/name/", people.name, name="name"),
    path(f"{HERE}meetings/<slug:key>/list/", people.roll, name="roll"),
    path(f"{HERE}meetings/<slug:key>/empty.csv", people.empty, name="empty"),
    path(f"{HERE}meetings/<slug:key>/decide/", people.decide, name="decide"),
    path(f"{HERE}meetings/<slug:key>/balance/", doors.balance, name="balance"),
    path(f"{HERE}meetings/<slug:key>/door/", doors.door, name="door"),
    path(f"{HERE}meetings/<slug:key>/door.json", doors.door_list, name="door_list"),
]
