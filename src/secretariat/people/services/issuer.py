"""Signing in by an OpenID Connect issuer, stricter than the sign-in library: loaded only where an issuer is named."""

from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from secretariat.people.services.tokens import NotBelieved, believed, nonce_of

OURS = "oidc"
ENDS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def _asked(address: str) -> Any:
    """Return the answer at `address`; raises OAuth2Error where there is none."""
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address)
            answer.raise_for_status()
            return answer.json()
    except (requests.RequestException, ValueError) as wrong:
        raise OAuth2Error(address) from wrong


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # the library says nothing of its types
    """The exchange with the issuer."""

    verifier = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself: believed if it is the one that the setting names, and as safe."""
        if not hasattr(self, "_config"):
            config = _asked(self.get_provider().server_url)
            lesser = [end for end in ENDS if not _is_as_safe(str(config.get(end, "")))]
            if config.get("issuer") != settings.TRAVAUX_OIDC_ISSUER or lesser:
                message = "the issuer is not the one that is named"
                raise OAuth2Error(message)
            self._config: dict[str, Any] = config
        return self._config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Remember with which secret the attempt was begun: the nonce of the token must be made with it."""
        self.verifier = pkce_code_verifier or ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        keys = _asked(self.openid_config["jwks_uri"])
        issuer = self.openid_config["issuer"]
        try:
            return believed(id_token, keys=keys, issuer=issuer, client=app.client_id, verifier=self.verifier)
        except NotBelieved as wrong:
            raise OAuth2Error(str(wrong)) from wrong

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Believe the signed token alone; an answer without one says nothing."""
        if not kwargs["response"].get("id_token") or not self.verifier:
            message = "no token"
            raise OAuth2Error(message)
        return super().complete_login(request, app, token, **kwargs)


def _is_as_safe(address: str) -> bool:
    return urlsplit(address).scheme in {"https", urlsplit(settings.TRAVAUX_OIDC_ISSUER).scheme}


class Issuer(OpenIDConnectProvider):  # type: ignore[misc] # the library says nothing of its types
    """The issuer, asked for nothing but what we ask: an address adds nothing to that."""

    oauth2_adapter_class = Exchange

    def get_pkce_params(self) -> dict[str, str]:
        """Send a nonce too."""
        made: dict[str, str] = super().get_pkce_params()
        return made | {"nonce": nonce_of(made["code_verifier"])}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:  # noqa: ARG002 - given
        """Take none from the address."""
        return dict(self.get_auth_params())

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002 - the library gives it
        """Take none from the address."""
        return list(self.get_scope())

    def redirect(self, request: HttpRequest, process: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the issuer, or say that it cannot be reached."""
        try:
            answer: HttpResponse = super().redirect(request, process, *args, **kwargs)
        except OAuth2Error as wrong:
            answer = render_authentication_error(request, self, exception=wrong)
        return answer


class Issuers(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library says nothing of its types
    """What the sign-in library asks of us about issuers."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Issuer:
        """Return the one that there is."""
        return Issuer(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def list_providers(self, request: HttpRequest) -> list[Issuer]:
        """Return the one that there is."""
        return [Issuer(request, app=app) for app in self.list_apps(request)]

    def get_requests_session(self) -> requests.Session:
        """Ask where we are told to ask and nowhere else: an address that leads on to another is an error."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        return session


@login_not_required  # type: ignore[untyped-decorator] # the library says nothing of its types
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Begin a sign-in."""
    return _shown(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator] # the library says nothing of its types
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """End a sign-in."""
    return _shown(OAuth2CallbackView, request, provider_id)


def _shown(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_id != OURS:
        raise Http404
    answer: HttpResponse = view.adapter_view(Exchange(request, provider_id))(request)
    return answer
