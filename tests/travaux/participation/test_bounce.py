import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.bounce import MOST, Bounce, NotABounce, bounced

REPORT = """\
From: MAILER-DAEMON@example.org
Message-ID: <report@example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It came back.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ana@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
 no such person

--b
{returned}
--b--
"""
HEADERS = "Content-Type: text/rfc822-headers\n\nMessage-ID: <a-mail@travaux.example>\nSubject: News\n"
WHOLE = "Content-Type: message/rfc822\n\nMessage-ID: <a-mail@travaux.example>\nSubject: News\n\nCome.\n"


def report(action="failed", returned=WHOLE):
    return REPORT.format(action=action, returned=returned).encode()


@pytest.mark.parametrize("returned", [HEADERS, WHOLE])
def test_a_report_names_the_mail_that_came_back_and_why(returned):
    assert bounced(report(returned=returned)) == Bounce(
        "a-mail", "ana@example.org", "5.1.1", "550 5.1.1 no such person"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (report(action="delayed"), "It reports of no delivery that failed."),
        (report(returned="Content-Type: text/plain\n\nNothing."), "It does not name the mail that came back."),
        (b"Subject: out of office\n\nI am away.", "It reports of no delivery that failed."),
        (b"x" * (MOST + 1), "It is too large for one."),
    ],
)
def test_what_is_no_such_report_is_refused_with_its_reason(content, reason):
    with pytest.raises(NotABounce) as refusal:
        bounced(content)
    assert refusal.value.facts["reason"] == reason


def test_parts_that_lie_too_deep_in_each_other_are_refused():
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{i}"\n\n--{i}\n' for i in range(3000))
    with pytest.raises(NotABounce):
        bounced(deep.encode())


def test_an_original_recipient_and_a_bare_reason_do_as_well():
    said = report().replace(b"Final-Recipient", b"Original-Recipient").replace(b"smtp; 550", b"550")
    assert bounced(said) == Bounce("a-mail", "ana@example.org", "5.1.1", "550 5.1.1 no such person")


@given(st.binary(max_size=600), st.integers(0, 500))
def test_whatever_bytes_come_are_a_report_or_refused(noise, place):
    content = report()[:place] + noise + report()[place:]
    try:
        found = bounced(content)
    except NotABounce:
        return
    assert len(found.address) <= 300
