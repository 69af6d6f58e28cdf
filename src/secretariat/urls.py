"""Every address of the site."""

from django.conf import settings
from django.urls import include, path

handler500 = "secretariat.frame.views.failed"
urlpatterns = [
    path("", include("secretariat.public.urls")),
    path("", include("secretariat.frame.urls")),
    path("", include("secretariat.people.urls")),
    path("", include("secretariat.processes.urls")),
    path("", include("secretariat.participation.urls")),
    path("", include("secretariat.accreditation.urls")),
    path("", include("secretariat.registration.urls")),
    path("", include("secretariat.fund.urls")),
    path("", include("secretariat.outbox.urls")),
    path("", include("secretariat.evidence.urls")),
    path("", include("secretariat.inputs.urls")),
    path("", include("secretariat.stocktaking.urls")),
    path("", include("secretariat.negotiation.urls")),
    path("", include("secretariat.room.urls")),
    path("", include("secretariat.precedents.urls")),
    path("", include("secretariat.exchange.urls")),
    path("", include("secretariat.registry.urls")),
    path("", include("secretariat.followup.urls")),
    path("", include("secretariat.record.urls")),
    *([path("", include("secretariat.demo.urls"))] if settings.TRAVAUX_DEMO else []),
]
handler429 = "secretariat.people.views.too_many"  # asked for by the sign-in library, as Django asks for handler404
