"""What a report of an error tells whoever reads it: where it happened, and nothing that anybody wrote."""

from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


class Discreet(SafeExceptionReporterFilter):
    """Keep what was sent and what a function held out of the report: it may be a proposal that nobody was told of.

    Django hides only what is marked as sensitive; here all is. Where TRAVAUX_DEBUG is on, everything is shown.
    """

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        """Return which fields were sent, without what stood in them."""
        sent = super().get_post_parameters(request)
        return dict.fromkeys(sent, self.cleansed_substitute) if self._is_discreet(request) else sent

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        """Return which variables there were, with their types for their values."""
        if not self._is_discreet(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return [(name, type(value).__name__) for name, value in tb_frame.f_locals.items()]

    def _is_discreet(self, request: HttpRequest | None) -> bool:
        return request is None or self.is_active(request)


class Nameless(ExceptionReporter):
    """Leave out who was signed in: whoever repairs the error need not know."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Return what the report is made of."""
        return {**super().get_traceback_data(), "user_str": "not told"}
