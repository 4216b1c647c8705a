from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from .admin_listing import NewsListing
from .admin_views import Event, WriteReview
from .models import NewsIndexPage


@hooks.register("register_admin_viewset")
def register_listing():
    return NewsListing()


@hooks.register("register_admin_urls")
def register_form_of_reviews():
    return [path("events/<int:pk>/write-review/", WriteReview.as_view(), name="write_review")]


@hooks.register("register_page_header_buttons")
def add_review_button(page, user, view_name, next_url=None):
    if issubclass(page.specific_class, Event) and page.specific.is_past:
        index = NewsIndexPage.objects.first()
        if index and index.permissions_for_user(user).can_add_subpage():
            yield Button(_("Write a review"), reverse("write_review", args=[page.pk]), icon_name="edit", priority=5)
