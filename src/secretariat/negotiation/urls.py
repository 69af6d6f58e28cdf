from django.urls import path, register_converter
from django.urls.converters import StringConverter

from secretariat.negotiation.views import acting, delegations, leading, reading, texts, versions, where


class What(StringConverter):
    """What may be proposed on a paragraph."""

    regex = "change|new|delete"


class Form(StringConverter):
    """In which form a text is read."""

    regex = "|".join(texts.FORMS)


register_converter(What, "what")
register_converter(Form, "form")

app_name = "negotiation"
BASE = "processes/<slug:process>/text/"
TEXT = BASE + "t/<slug:text>/"
PARAGRAPH = BASE + "p/<uuid:uuid>/"
PROPOSAL = BASE + "proposals/<uuid:uuid>/"
urlpatterns = [
    path(BASE, reading.rolling, name="rolling"),
    path(BASE + "open/", leading.open_, name="open"),
    path(TEXT, reading.rolling, name="rolling_of"),
    path(TEXT + "where/", where.where, name="where"),
    path(TEXT + "versions/", versions.versions, name="versions"),
    path(TEXT + "versions/<int:ordinal>/", reading.version, name="version"),
    path(TEXT + "versions/<int:ordinal>/concordance/", versions.concordance, name="concordance"),
    path(TEXT + "versions/<int:ordinal>/concordance.csv", versions.concordance_csv, name="concordance_csv"),
    path(TEXT + "versions/<int:ordinal>/concordance.json", versions.concordance_json, name="concordance_json"),
    path(TEXT + "<form:form>/", texts.form, name="form"),
    path(TEXT + "table/", texts.table, name="table_of"),
    path(TEXT + "mine/", delegations.mine, name="mine"),
    path(TEXT + "of/<str:code>/", delegations.of, name="of"),
    path(TEXT + "collisions/", delegations.collisions, name="collisions"),
    path(TEXT + "compare/", versions.compare, name="compare"),
    path(TEXT + "prepared/", reading.prepared, name="prepared"),
    path(TEXT + "draft/", leading.draft, name="draft"),
    path(TEXT + "present/", leading.present, name="present"),
    path(TEXT + "freeze/", leading.freeze, name="freeze"),
    path(TEXT + "adopt/", leading.adopt, name="adopt"),
    path(PARAGRAPH, reading.paragraph, name="paragraph"),
    path(PARAGRAPH + "versions/<int:ordinal>/", versions.paragraph_in, name="paragraph_in"),
    path(PARAGRAPH + "propose/<what:what>/", acting.propose, name="propose"),
    path(PARAGRAPH + "preview/", acting.preview, name="preview"),
    path(PARAGRAPH + "lift/<slug:key>/", leading.lift, name="lift"),
    path(PARAGRAPH + "agree/", leading.agree, name="agree"),
    path(PARAGRAPH + "reopen/", leading.reopen, name="reopen"),
    path(PARAGRAPH + "redraft/", leading.redraft, name="redraft"),
    path(PROPOSAL, reading.proposal, name="proposal"),
    path(PROPOSAL + "revise/", acting.revise, name="revise"),
    path(PROPOSAL + "table/", acting.table, name="table"),
    path(PROPOSAL + "withdraw/", acting.withdraw, name="withdraw"),
    path(PROPOSAL + "cosponsor/", acting.cosponsor, name="cosponsor"),
    path(PROPOSAL + "position/", acting.position, name="position"),
]
