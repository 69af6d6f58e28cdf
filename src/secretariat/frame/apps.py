from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The frame: style sheet, base page, parts, pictures, refusals; no register of its own."""

    name = "secretariat.frame"
