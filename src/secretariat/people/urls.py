"""The addresses of accounts: every page of the sign-in library that we use is named here; no other has one."""

from django.conf import settings
from django.urls import include, path, re_path
from django.utils.module_loading import import_string

from secretariat.people import views

ours = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("people/add/", views.add, name="add"),
    path("people/reset/", views.reset, name="reset"),
    path("people/close/", views.close, name="close"),
    path("people/reopen/", views.reopen, name="reopen"),
    path("account/told/", views.told, name="told"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
# The sign-in library asks for its pages under these names.
the_librarys = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.code, name="mfa_authenticate"),
    path("sign-in/inactive/", views.inactive, name="account_inactive"),
    path("sign-in/forgotten/", views.forgotten, name="account_reset_password"),
    path("sign-in/forgotten/sent/", views.forgotten_sent, name="account_reset_password_done"),
    re_path(
        r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.set_password,
        name="account_reset_password_from_key",
    ),
    path("sign-in/password/set/", views.password_set, name="account_reset_password_from_key_done"),
    path("account/", views.own_account, name="mfa_index"),
    path("account/again/", views.again, name="account_reauthenticate"),
    path("account/again/code/", views.code_again, name="mfa_reauthenticate"),
    path("account/again/key/", views.key_again, name="mfa_reauthenticate_webauthn"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("account/app/add/", views.add_app, name="mfa_activate_totp"),
    path("account/app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path("account/key/add/", views.add_key, name="mfa_add_webauthn"),
    path("account/key/<int:pk>/remove/", views.remove_key, name="mfa_remove_webauthn"),
    path("account/codes/", views.show_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("account/sessions/", views.own_sessions, name="usersessions_list"),
]
OPENID = "secretariat.people.services.issuer"
# Only where an issuer is named: without one the library's part is not even loaded.
the_issuers = (
    ("sign-in/<slug:provider_id>/begin/", f"{OPENID}.login", "openid_connect_login"),
    ("sign-in/<slug:provider_id>/back/", f"{OPENID}.callback", "openid_connect_callback"),
    ("sign-in/issuer/cancelled/", "allauth.socialaccount.views.login_cancelled", "socialaccount_login_cancelled"),
    ("sign-in/issuer/failed/", "allauth.socialaccount.views.login_error", "socialaccount_login_error"),
    ("account/issuer/", "allauth.socialaccount.views.connections", "socialaccount_connections"),
)
urlpatterns = [
    path("", include((ours, "people"))),
    *the_librarys,
    *(path(at, import_string(view), name=name) for at, view, name in the_issuers if settings.TRAVAUX_OIDC_ISSUER),
]
