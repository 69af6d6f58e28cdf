# ruff: noqa: RUF001 - words of six languages, as they are written
import pytest

from travaux.modalities.reading.fold import fold
from travaux.modalities.reading.people import Clause, addressees, asked, hits, subject


def who(language: str, text: str, *, force: str = "invites", of_them: bool = False) -> tuple[list[str], str]:
    """Return the keys of those whom a clause asks, and the words of what it asks."""
    searched = fold(text)
    found, begin = asked(searched.text, language, Clause(force, 0, len(searched.text), of_them))
    return [hit.key for hit in found], searched.said(text, begin, len(searched.text))


@pytest.mark.parametrize(
    ("language", "text", "keys", "action"),
    [
        ("en", " the Secretary-General to report", ["secretary-general"], "report"),
        (
            "en",
            " Member States and the regional commissions to come",
            ["member-states", "regional-commissions"],
            "come",
        ),
        (
            "en",
            " the United Nations system, including funds and programmes, as well as donors, to help",
            ["un-system", "donors"],
            "help",
        ),
        ("en", " the President, with the support of the World Health Organization, to host", ["president-ga"], "host"),
        ("en", " non-governmental organizations in consultative status to register", ["ngos-consultative"], "register"),
        ("en", " civil society, academia for youth to come", ["civil-society", "academia"], "come"),
        ("en", " participation at the highest level", [], "participation at the highest level"),
        ("en", " efforts to ensure that Member States come", [], "ensure that Member States come"),
        ("en", " the use of rivers by all to bathe", [], "bathe"),
        (
            "en",
            " contributions by the Secretary-General",
            ["secretary-general"],
            "contributions by the Secretary-General",
        ),
        (
            "fr",
            " les États Membres et les observateurs à se faire représenter",
            ["member-states", "observers"],
            "se faire représenter",
        ),
        ("es", " a los Estados Miembros a que participen", ["member-states"], "participen"),
        (
            "es",
            " a participar en la reunión a los gobiernos y a los donantes",
            ["governments", "donors"],
            "participar en la reunión a los gobiernos y a los donantes",
        ),
        (
            "ru",
            " принять участие в совещании высокого уровня всем государствам-членам",
            ["member-states"],
            "принять участие в совещании высокого уровня всем государствам-членам",
        ),
        ("ru", " провести совещание", [], "провести совещание"),
        ("ar", " إلى الأمين العام أن يقدم تقريرا", ["secretary-general"], "يقدم تقريرا"),
        ("ar", " الدول الأعضاء والمراقبين إلى المشاركة", ["member-states", "observers"], "المشاركة"),
        ("zh", "会员国、观察员和民间社会参加会议", ["member-states", "observers", "civil-society"], "参加会议"),
        ("zh", "联合国系统，包括各基金，以及国际金融机构，参加会议", ["un-system", "ifis"], "，参加会议"),
        ("zh", "大会主席与会员国协商", ["president-ga"], "与会员国协商"),
        ("zh", "会员国为青年、妇女署的工作提供便利", ["member-states"], "为青年、妇女署的工作提供便利"),
        ("zh", "具有经济及社会理事会咨商地位的非政府组织登记", ["ngos-consultative"], "登记"),
    ],
)
def test_those_who_are_asked_stand_before_what_they_are_asked(
    language: str, text: str, keys: list[str], action: str
) -> None:
    assert who(language, text) == (keys, action)


def test_in_spanish_a_request_leads_to_its_action_by_que() -> None:
    assert who("es", " al Secretario General que presente un informe", force="requests") == (
        ["secretary-general"],
        "presente un informe",
    )


def test_a_pronoun_is_followed_by_the_action_at_once() -> None:
    assert who("en", " to consider steps for States", of_them=True) == ([], "consider steps for States")


def test_organizations_in_consultative_status_are_told_wherever_the_words_stand() -> None:
    text = fold(
        "non-governmental organizations accredited, of consultative status with the Economic and Social Council"
    )
    assert [hit.key for hit in hits(text.text, "en", 0, len(text.text))] == ["ngos-consultative"]
    other = fold("non-governmental organizations, States in consultative status")
    assert [hit.key for hit in hits(other.text, "en", 0, len(other.text))] == ["ngos", "states"]


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("en", "the President of the General Assembly will appoint two", ["president-ga"]),
        ("en", "the President and the Secretary-General will come", ["president-ga", "secretary-general"]),
        ("en", "the President may invite youth", ["president-ga"]),
        ("en", "the President, who comes, the bureau will sit", ["president-ga"]),
        ("en", "during the meeting, the President will speak", ["president-ga"]),
        ("en", "the format will be determined by the President", ["president-ga"]),
        ("en", "the panel will be held by two chairs, to be appointed by the President", []),
        ("en", "the panel will meet and the list will be drawn by the President", []),
        ("en", "the meeting will feature statements by the President", []),
        ("ru", "формат будет определен председателем", ["president-ga"]),
        ("ru", "доклад будет представлен делегациями председателю", []),
        ("ar", "يصدر رئيس الجمعية العامة موجزا", ["president-ga"]),
        ("zh", "大会主席将编写纪要", ["president-ga"]),
    ],
)
def test_who_acts_by_a_decision_stands_at_its_head_or_is_the_agent_of_its_verb(
    language: str, text: str, keys: list[str]
) -> None:
    searched = fold(text)
    assert [hit.key for hit in subject(searched.text, language, 0, len(searched.text))] == keys


def test_a_name_that_stands_twice_is_one_addressee() -> None:
    found = hits("states and states", "en", 0, 17)
    [one] = addressees(found, ["States", "states"])
    assert (one.key, one.name, one.words) == ("states", "States", "States")
