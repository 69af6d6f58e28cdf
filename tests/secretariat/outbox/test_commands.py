import json

import pytest
from click.testing import CliRunner

from secretariat.outbox.commands import outbox
from secretariat.outbox.models import Delivery
from tests.travaux.participation.test_bounce import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("process")]


def run(*args, **more):
    done = CliRunner().invoke(outbox, [*args, "--process", "gcm-2018", "--at", "2018-04-03", "--json"], **more)
    assert done.exception is None, done.exception
    return json.loads(done.stdout)


def test_a_message_is_prepared_shown_released_and_its_bounce_noted_from_the_command_line():
    made = run("prepare", "-", "--subject", "News", "--to", "ana@example.org", input="Come.")
    assert made["mails"] == 1
    shown = run("show", made["message"])
    assert (shown["seen"], [each["state"] for each in shown["mails"]]) == (made["seen"], ["draft"])
    assert run("release", made["message"], "--seen", made["seen"])["mails"] == 1
    assert [each["state"] for each in run("list")] == ["released"]
    back = report().replace(b"<a-mail@", f"<{Delivery.objects.get().job}@".encode())
    assert run("bounce", "-", input=back)["address"] == "ana@example.org"
    assert [each["state"] for each in run("show", made["message"])["mails"]] == ["bounced"]
