import email
import smtplib
import socketserver
import ssl
import threading
from email.policy import default

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import override

from secretariat.jobs import queries
from secretariat.jobs.models import Job
from secretariat.jobs.services import mail, queue, transport
from secretariat.jobs.services.worker import do
from secretariat.record import queries as record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_is_jobs(settings, tmp_path):
    settings.EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"
    settings.TRAVAUX_DATA = tmp_path
    settings.TRAVAUX_MAIL = ""


class Plain(socketserver.TCPServer):
    """A mail server of our own that offers no TLS, and keeps what it is told."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.heard, self.port = [], self.server_address[1]


class Answers(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            self.server.heard.append(line.decode())
            self.wfile.write(b"250 mail.example.org\r\n")


@pytest.fixture
def plain_server():
    with Plain() as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield server
        thread.join()


@pytest.fixture
def sent(tmp_path):
    """Let the worker send all that waits, and read what is then in the folder."""

    def all_of_it():
        while job := queue.take("w"):
            do(job)
        files = sorted((tmp_path / "mail").glob("*.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=default) for path in files]

    return all_of_it


def test_a_mail_ends_with_the_checkpoint_as_it_is_when_it_is_sent(sent, tmp_path):
    EmailMessage("Receipt", "Words.\n", to=["ada@example.org"]).send()
    (job,) = Job.objects.all()
    (found,) = sent()
    body = found.get_content().replace("\r\n", "\n")
    assert body.startswith("Words.\n\n-- \nThe record of this site stood as follows when this mail was sent.")
    assert body.rstrip().endswith(record.checkpoint().text().rstrip())
    assert found["Message-ID"] == f"<{job.uuid}@travaux.invalid>"
    job.refresh_from_db()
    assert (job.state, job.payload) == ("done", {})
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "mail").iterdir()} == {"0o600"}


def test_each_address_is_a_job_of_its_own_and_no_other_is_told_of_a_hidden_one(sent):
    message = EmailMessage("S", "b", to=["a@example.org", "b@example.org"], bcc=["c@example.org"], cc=["d@example.org"])
    assert message.send() == 1
    assert Job.objects.count() == 4
    assert {(found["To"], found["Cc"], found["Bcc"]) for found in sent()} == {
        ("a@example.org, b@example.org", "d@example.org", None)
    }


@pytest.mark.parametrize("subject", ["Words\nBcc: eve@example.org", "Words\r\nX: y"])
def test_what_no_header_may_hold_is_refused_when_it_is_put_down(subject):
    with pytest.raises(BadHeaderError):
        EmailMessage(subject, "b", to=["a@example.org"]).send()
    assert Job.objects.count() == 0


def test_any_script_goes_through_whole(sent):
    EmailMessage("إيصال بالورقة", "移民 · متن النص", to=["a@example.org"]).send()
    (found,) = sent()
    assert (found["Subject"], found.get_content()[:13]) == ("إيصال بالورقة", "移民 · متن النص"[:13])


def test_the_page_form_of_a_mail_bears_the_checkpoint_too(sent):
    message = EmailMultiAlternatives("S", "b", to=["a@example.org"])
    message.attach_alternative("<p>b</p>", "text/html")
    message.send()
    (found,) = sent()
    assert record.checkpoint().text().splitlines()[-1] in found.get_body(("html",)).get_content()


def test_a_mail_bears_no_attachment_and_one_to_nobody_is_none():
    message = EmailMessage("S", "b", to=["a@example.org"])
    message.attach("a.txt", "words", "text/plain")
    with pytest.raises(mail.BearsAttachments):
        message.send()
    assert mail.Backend().send_messages([EmailMessage("S", "b")]) == 0


def test_the_line_on_the_checkpoint_is_in_the_language_of_the_mail():
    with override("fr"):
        EmailMessage("S", "b", to=["a@example.org"]).send()
    assert Job.objects.get().payload["language"] == "fr"


def test_of_a_mail_kept_as_a_file_its_name_tells_whether_it_left(tmp_path):
    EmailMessage("S", "b", to=["a@example.org"]).send()
    job = queue.take("dead")
    queue.mark(job)
    mail.send(job)()
    queue.take_back(Job.objects.get())
    job.refresh_from_db()
    assert (job.state, [path.name for path in (tmp_path / "mail").iterdir()]) == ("done", [f"{job.uuid}.eml"])


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("smtp://u:p%40ss@mail.example.org:587?tls=1", ("mail.example.org", 587, "u", "p@ss", True, False)),
        ("smtps://mail.example.org", ("mail.example.org", 465, "", "", False, True)),
        ("smtp://u:p@mail.example.org:587", ("mail.example.org", 587, "u", "p", True, False)),
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "", True, False)),
        ("smtp://10.0.0.9?tls=yes", ("10.0.0.9", 25, "", "", True, False)),
        ("smtp://u:p@localhost", ("localhost", 25, "u", "p", True, False)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://127.0.0.1?tls=1", ("127.0.0.1", 25, "", "", True, False)),
        ("smtp://u:p@127.0.0.1:2525?tls=0", ("127.0.0.1", 2525, "u", "p", False, False)),
        ("smtp://u:p@[::1]?tls=0", ("::1", 25, "u", "p", False, False)),
    ],
)
def test_a_server_is_named_by_its_address(settings, given, found):
    settings.TRAVAUX_MAIL = given
    way = transport.transport().backend
    assert (way.host, way.port, way.username, way.password, way.use_tls, way.use_ssl) == found


@pytest.mark.parametrize("host", ["mail.example.org", "10.0.0.9", "localhost.example.org", "127.0.0.1.example.org"])
def test_mail_never_leaves_the_machine_in_the_clear(settings, host):
    settings.TRAVAUX_MAIL = f"smtp://u:p@{host}?tls=0"
    with pytest.raises(transport.InTheClear) as refused:
        transport.transport()
    assert refused.value.facts == {"host": host}


@pytest.mark.parametrize("given", ["smtp://u:p@mail.example.org", "smtps://mail.example.org"])
def test_the_certificate_of_a_server_is_checked_with_its_name(settings, given):
    settings.TRAVAUX_MAIL = given
    context = transport.transport().backend.ssl_context
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_server_that_offers_no_tls_gets_neither_password_nor_mail(settings, plain_server):
    settings.TRAVAUX_MAIL = f"smtp://u:p@127.0.0.1:{plain_server.port}"
    with pytest.raises(smtplib.SMTPNotSupportedError):
        transport.transport().open()
    assert [line.split()[0] for line in plain_server.heard] == ["ehlo", "quit"]


def test_a_folder_is_named_by_its_address(settings, tmp_path):
    settings.TRAVAUX_MAIL = (tmp_path / "post out").as_uri()
    assert transport.transport().path == tmp_path / "post out"


@pytest.mark.parametrize("given", ["gopher://x", "smtp://", "mail.example.org:25"])
def test_what_is_no_way_out_is_refused(settings, given):
    settings.TRAVAUX_MAIL = given
    with pytest.raises(transport.NoWayOut):
        transport.transport()


class Says(EmailBackend):
    """A server that answers as it is told; not ours, and not there."""

    def __init__(self, why):
        super().__init__()
        self.why, self.closed = why, []

    def open(self):
        self.connection = self
        return True

    def close(self):
        self.closed.append(1)

    def sendmail(self, *_all):
        raise self.why


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no")}), ("SMTP 550", True)),
        (smtplib.SMTPDataError(451, b"later"), ("SMTP 451", False)),
        (smtplib.SMTPNotSupportedError("no"), ("SMTP 500", True)),
    ],
)
def test_the_servers_no_is_told_by_its_number_and_the_connection_left(why, said):
    way = transport.Server(Says(why))
    hand_over = way.open()
    with pytest.raises(transport.NotTaken) as caught:
        hand_over("name", EmailMessage("S", "b", to=["a@example.org"]))
    assert (caught.value.code, caught.value.final) == said
    assert way.was_taken("name") is None


def test_a_server_that_hangs_up_leaves_it_open_whether_it_took_the_mail():
    hand_over = transport.Server(Says(smtplib.SMTPServerDisconnected())).open()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        hand_over("name", EmailMessage("S", "b", to=["a@example.org"]))


def test_the_operator_is_told_that_mail_is_only_kept(settings):
    assert [said for said in queries.problems() if "TRAVAUX" in said] == [
        "Mails are not sent but kept as files: TRAVAUX_MAIL names no server.",
        "Mails name pages without the site: TRAVAUX_ADDRESS is not set.",
    ]
    settings.TRAVAUX_MAIL, settings.TRAVAUX_ADDRESS = "smtp://mail.example.org", "https://example.org"
    assert queries.problems() == []
