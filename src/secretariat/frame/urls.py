from django.urls import path
from django.views.i18n import set_language

from secretariat.frame import views

app_name = "frame"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("language/", set_language, name="language"),
]
