from django.urls import URLPattern

app_name = "stocktaking"
urlpatterns: list[URLPattern] = []
