"""Who may know of what, where a process file says nothing of it: what most processes would write.

A process that was opened before its file could speak of sight, or that keeps silent on a kind of thing, goes by these.
"""

from travaux.modalities.shapes import Sight

PARTICIPANTS = ("officer", "cofacilitator", "delegate", "focal_point")
EVERYBODY = ("visitor", *PARTICIPANTS)
LEAD = ("officer", "cofacilitator")
WHO_LEADS = "Those who lead a process and serve it work on what is not yet before the meeting."
OFFICE = "The secretariat keeps what comes to the Office that draws up lists of names."
PUBLIC = "What was issued, tabled, presented or confirmed is before everybody."

LIMITED = "What is of limited distribution is for those who take part."
RESTRICTED = "What is restricted is for those who negotiate, and those who serve them."

USUAL: tuple[Sight, ...] = (
    Sight("document", EVERYBODY, PUBLIC, states=("general",)),
    Sight("document", PARTICIPANTS, LIMITED, states=("limited",)),
    Sight("document", LEAD, RESTRICTED, states=("restricted",)),
    Sight("document", ("delegate",), RESTRICTED, states=("restricted",), relations=("member_state",)),
    Sight("code", LEAD, WHO_LEADS),
    Sight("code", EVERYBODY, PUBLIC, states=("confirmed",)),
    Sight("judgement", LEAD, WHO_LEADS),
    Sight("envelope", ("delegate", "focal_point"), "A paper under embargo is its author's alone.", relations=("own",)),
    Sight("envelope", ("officer",), "It handed the paper in for others.", states=("on_behalf",)),
    Sight("summary", LEAD, WHO_LEADS),
    Sight("summary", EVERYBODY, PUBLIC, states=("issued",)),
    Sight("report", LEAD, WHO_LEADS),
    Sight("report", EVERYBODY, PUBLIC, states=("issued",)),
    Sight("sentence", LEAD, WHO_LEADS),
    Sight("sentence", EVERYBODY, PUBLIC, states=("standing",)),
    Sight("text", LEAD, WHO_LEADS),
    Sight("text", EVERYBODY, PUBLIC, states=("presented",)),
    Sight("redraft", LEAD, WHO_LEADS),
    Sight("redraft", EVERYBODY, PUBLIC, states=("presented",)),
    Sight("proposal", EVERYBODY, PUBLIC, states=("tabled",)),
    Sight("proposal", ("delegate",), "What a delegation prepares is its own until it tables it.", relations=("own",)),
    Sight("bridging_text", LEAD, WHO_LEADS),
    Sight("bridging_text", ("delegate",), "It is shown to those whom it is meant for.", relations=("shared",)),
    Sight("returned_document", ("delegate",), "What a delegation hands in is its own.", relations=("own",)),
    Sight("returned_document", ("officer",), "It brought them for a delegation.", states=("on_behalf",)),
    Sight("accreditation_application", ("officer",), OFFICE),
    Sight("list_of_names", ("delegate",), "Lists of names are before Member States.", relations=("member_state",)),
    Sight("list_of_names", ("officer",), OFFICE, relations=("office",)),
    Sight("objection", ("delegate",), "A State knows of its own objections.", relations=("objecting_state",)),
    Sight("objection", ("officer",), OFFICE, relations=("office",)),
    Sight("objection_basis", ("delegate",), "A State knows what it told.", relations=("objecting_state",)),
    Sight("objection_basis", ("officer",), OFFICE, relations=("office",)),
    Sight("basis_request", ("delegate",), "A State knows what it asked for.", relations=("own",)),
    Sight("basis_request", ("officer",), OFFICE, relations=("office",)),
    Sight("registration", ("officer",), "People register with the secretariat."),
    Sight("registration", ("delegate", "focal_point"), "An entity knows whom it named.", relations=("own",)),
    Sight("support_request", ("officer",), "The secretariat keeps the trust fund."),
    Sight("support_request", ("delegate", "focal_point"), "An entity knows for whom it asked.", relations=("own",)),
    Sight("outbox_message", ("officer",), "What the secretariat writes is its own until it has left."),
    Sight("credential", ("officer",), "Credentials come to the secretariat."),
    Sight("credential", ("delegate", "focal_point"), "An entity knows what it handed in.", relations=("own",)),
    Sight("attendance", ("officer",), "The secretariat lets people in."),
    Sight("seat", ("officer",), "The secretariat seats those who take part, and answers for their names."),
)
