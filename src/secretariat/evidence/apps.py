import os

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The app of the evidence."""

    name = "secretariat.evidence"

    def ready(self) -> None:
        """Have sums added up in one order whatever the number of cores, as on the command line: the same seed gives
        the same bits. Numpy reads this when it is loaded, which is when a figure is first asked for.
        """  # noqa: D205 - one sentence
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
