from django.urls import path

from secretariat.fund import views

app_name = "fund"
HERE = "processes/<slug:process>/fund/"
urlpatterns = [
    path(HERE, views.overview, name="overview"),
    path(f"{HERE}open/", views.open_, name="open"),
    path(f"{HERE}terms/", views.terms, name="terms"),
    path(f"{HERE}pledge/", views.pledge, name="pledge"),
    path(f"{HERE}contributions/<uuid:uuid>/", views.pay, name="pay"),
    path(f"{HERE}contributions/<uuid:uuid>/reverse/", views.reverse_pledge, name="reverse-pledge"),
    path(f"{HERE}payments/<uuid:uuid>/reverse/", views.reverse_payment, name="reverse-payment"),
    path(f"{HERE}journal.csv", views.journal, name="journal"),
    path(f"{HERE}requests/", views.requests, name="requests"),
    path(f"{HERE}requests/apply/", views.apply, name="apply"),
    path(f"{HERE}requests/<uuid:uuid>/", views.one, name="request"),
    path(f"{HERE}requests/<uuid:uuid>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{HERE}requests/<uuid:uuid>/award/", views.award, name="award"),
    path(f"{HERE}requests/<uuid:uuid>/spend/", views.spend, name="spend"),
    path(f"{HERE}requests/<uuid:uuid>/award/reverse/", views.reverse_award, name="reverse-award"),
    path(f"{HERE}requests/<uuid:uuid>/paid/<uuid:paid>/reverse/", views.reverse_expense, name="reverse-expense"),
    path(f"{HERE}requests/<uuid:uuid>/close/", views.close, name="close"),
]
