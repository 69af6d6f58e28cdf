from django.urls import path

from secretariat.registry.views import documents, people, questions

app_name = "registry"
HERE = "processes/<slug:process>/"
DOCUMENTS = f"{HERE}documents/"
urlpatterns = [
    path(DOCUMENTS, documents.list_, name="documents"),
    path(f"{DOCUMENTS}register/", documents.register, name="register"),
    path(f"{DOCUMENTS}<uuid:uuid>/", documents.show, name="document"),
    path(f"{DOCUMENTS}<uuid:uuid>/distribute/", documents.distribute, name="distribute"),
    path(f"{DOCUMENTS}<uuid:uuid>/withdraw/", documents.withdraw, name="withdraw"),
    path(f"{DOCUMENTS}<uuid:uuid>/<slug:language>/", documents.file, name="file"),
    path(f"{HERE}questions/", questions.list_, name="questions"),
    path(f"{HERE}questions/put/", questions.put, name="put"),
    path(f"{HERE}questions/<int:number>/", questions.show, name="question"),
    path(f"{HERE}questions/<int:number>/note.<slug:suffix>", questions.note, name="note"),
    path(f"{HERE}copy/", people.copy, name="copy"),
    path(f"{HERE}reminders/", people.reminders, name="reminders"),
]
