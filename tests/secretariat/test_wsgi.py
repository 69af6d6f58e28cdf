from django.core.handlers.wsgi import WSGIHandler

from secretariat.wsgi import application


def test_the_site_is_a_wsgi_application():
    assert isinstance(application, WSGIHandler)
