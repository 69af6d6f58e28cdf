from django.urls import path, register_converter
from django.urls.converters import StringConverter

from secretariat.negotiation.views import acting, deciding, delegations, leading, reading, texts, versions, where


class What(StringConverter):
    """What may be proposed on a paragraph."""

    regex = "|".join(acting.FORMS)


class Form(StringConverter):
    """In which form a text is read."""

    regex = "|".join(texts.FORMS)


class OnText(StringConverter):
    """What may be decided on a text."""

    regex = "|".join(deciding.ON_TEXT)


class OnParagraph(StringConverter):
    """What may be decided, or said, on a paragraph."""

    regex = "|".join(deciding.ON_PARAGRAPH)


class OnProposal(StringConverter):
    """What may be done with a proposal of others."""

    regex = "|".join(deciding.ON_PROPOSAL)


class OnThing(StringConverter):
    """What may be done with a silence, a package, a statement or a bridging text."""

    regex = "|".join(deciding.ON_THING)


for name, converter in (
    *(("what", What), ("form", Form), ("on_text", OnText), ("on_paragraph", OnParagraph)),
    *(("on_proposal", OnProposal), ("on_thing", OnThing)),
):
    register_converter(converter, name)

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
    path(PROPOSAL + "amend/", acting.amend, name="amend"),
    path(TEXT + "decided/", deciding.decided, name="decided"),
    path(TEXT + "<on_text:deed>/", deciding.on_text, name="on_text"),
    path(PARAGRAPH + "<on_paragraph:deed>/", deciding.on_paragraph, name="on_paragraph"),
    path(PARAGRAPH + "brackets/<slug:key>/", deciding.on_bracket, name="on_bracket"),
    path(PROPOSAL + "<on_proposal:deed>/", deciding.on_proposal, name="on_proposal"),
    path(BASE + "things/<uuid:uuid>/<on_thing:deed>/", deciding.on_thing, name="on_thing"),
]
