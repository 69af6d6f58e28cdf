from django.urls import path

from secretariat.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("processes/<slug:process>/search/", views.search, name="search"),
    path("processes/<slug:process>/search/save/", views.save_search, name="save_search"),
    path("processes/<slug:process>/trace/", views.trace, name="trace"),
    path("processes/<slug:process>/trace/unanswered/", views.unanswered, name="unanswered"),
    path("processes/<slug:process>/trace/figures/", views.figures, name="figures"),
    path("processes/<slug:process>/trace/of/<slug:code>/", views.became, name="became"),
    path("processes/<slug:process>/trace/papers/<uuid:uuid>/letter.<slug:form>", views.letter, name="letter"),
    path("processes/<slug:process>/trace/papers/<uuid:uuid>/", views.trace_submission, name="trace_submission"),
    path("processes/<slug:process>/trace/passages/<uuid:uuid>/", views.trace_passage, name="trace_passage"),
    path("processes/<slug:process>/trace/sentences/<uuid:uuid>/", views.trace_sentence, name="trace_sentence"),
    path("processes/<slug:process>/trace/paragraphs/<uuid:uuid>/", views.trace_provision, name="trace_provision"),
]
