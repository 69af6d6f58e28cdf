"""What is done after a deed: jobs put down in its transaction, the worker that does them, and the mail among them."""

from secretariat.jobs.services import mail, times
from secretariat.jobs.services.queue import advance, enqueue, hand_back, of_day, once_a_day
from secretariat.jobs.services.registry import NotTaken, handler
from secretariat.jobs.services.worker import Worker

__all__ = ["NotTaken", "Worker", "advance", "enqueue", "hand_back", "handler", "mail", "of_day", "once_a_day", "times"]
