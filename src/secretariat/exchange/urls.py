from django.urls import path, register_converter
from django.urls.converters import StringConverter

from secretariat.exchange import queries
from secretariat.exchange.views import giving, taking
from travaux.formats.tables import WRITERS


class FileForm(StringConverter):
    """In which form a version is handed out."""

    regex = "|".join(queries.FORMS)


class TableName(StringConverter):
    """Which table of a text."""

    regex = "|".join(queries.TABLES)


class TableSuffix(StringConverter):
    """How a table is written."""

    regex = "|".join(WRITERS)


for name, converter in (("file_form", FileForm), ("table_name", TableName), ("table_suffix", TableSuffix)):
    register_converter(converter, name)

app_name = "exchange"
BASE = "processes/<slug:process>/text/"
TEXT = BASE + "t/<slug:text>/"
DOCUMENT = BASE + "documents/<uuid:uuid>/"
urlpatterns = [
    path(TEXT + "take/", giving.ways, name="ways"),
    path(TEXT + "take/<file_form:form>/", giving.file, name="file"),
    path(TEXT + "take/<file_form:form>/make/", giving.make, name="make"),
    path(TEXT + "take/<table_name:table>.<table_suffix:suffix>", giving.table, name="table"),
    path(TEXT + "made/<uuid:uuid>/", giving.made, name="made"),
    path(TEXT + "made/<uuid:uuid>/file/", giving.fetched, name="fetched"),
    path(TEXT + "documents/", taking.documents, name="documents"),
    path(DOCUMENT, taking.document, name="document"),
    path(DOCUMENT + "file/", taking.original, name="original"),
    path(DOCUMENT + "confirm/", taking.confirm, name="confirm"),
    path(DOCUMENT + "drop/", taking.drop, name="drop"),
    path(BASE + "suggestions/<uuid:uuid>/", taking.suggestion, name="suggestion"),
]
