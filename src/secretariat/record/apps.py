from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordConfig(AppConfig):
    """The tamper-evident record of all deeds."""

    name = "secretariat.record"

    def ready(self) -> None:
        """Know every deed from the start, also those that no page of ours does."""
        autodiscover_modules("services")
