"""What participants do. These addresses are no pages: Wagtail's own view asks for a cookie against forgery."""

from django.urls import path

from . import views

urlpatterns = [
    path("meine/geloescht/", views.registration_deleted, name="event_registration_deleted"),
    path("meine/<str:token>/", views.registration, name="event_registration"),
    path("meine/<str:token>/termin.ics", views.registration_calendar, name="event_registration_calendar"),
    path("meine/<str:token>/teilnahme.pdf", views.certificate, name="event_certificate"),
    path("<slug:slug>/", views.signup, name="event_signup"),
    path("<slug:slug>/gesendet/", views.signup_sent, name="event_signup_sent"),
]
