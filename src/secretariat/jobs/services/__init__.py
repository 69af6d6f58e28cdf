"""What is done after a deed: jobs put down in its transaction, the worker that does them, and the mail among them."""

from secretariat.jobs.services import mail, times
from secretariat.jobs.services.queue import enqueue
from secretariat.jobs.services.registry import NotTaken, handler
from secretariat.jobs.services.worker import Worker

__all__ = ["NotTaken", "Worker", "enqueue", "handler", "mail", "times"]
