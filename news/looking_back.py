"""The event that a post looks back on, chosen in the form of the post.

It is kept with the event alone (events.EventPage.review), where it can be chosen as well. What a draft of the post
says of it is a wish, kept in its revision; it is fulfilled when the post is published.
"""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.signals import page_published

from ikpe_site.editing.page_changes import UnpublishableError, change_page, obstacle_to_change


def event_model():
    """Events know this app and not the other way round: their model is found by its field."""
    return Page._meta.get_field("reviewed_events").related_model


class LookingBackMixin:
    """A post that may look back on an event. `wished_event` is the key of the event in a list, or an empty list for
    none, if the post as it is in the form or in a draft differs from what holds; None if it does not.
    """

    wished_event: list[int] | None = None

    def serializable_data(self):
        data = super().serializable_data()
        return data if self.wished_event is None else data | {"wished_event": self.wished_event}

    def with_content_json(self, content):
        page = super().with_content_json(content)
        # With the publication of the draft, the wish has had its day.
        page.wished_event = content.get("wished_event") if self.has_unpublished_changes else None
        return page

    def events_looked_back_on(self):
        """The events, in a draft those that will be."""
        if self.wished_event is None:
            return event_model().objects.filter(review=self.pk) if self.pk else event_model().objects.none()
        return event_model().objects.filter(pk__in=self.wished_event)


class LookingBackForm(forms.ModelForm):
    """The part of the form of a post."""

    event = forms.ModelChoiceField(
        Page.objects.none(),
        required=False,
        label=gettext_lazy("Looks back on"),
        help_text=gettext_lazy("The event of a review. With the publication, each of the two links to the other."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "event" not in self.fields:
            return
        field = self.fields["event"]
        field.queryset = event_model().objects.all()
        field.widget = AdminPageChooser(target_models=[event_model()])
        field.widget.choices = field.choices
        post = self.instance
        self.held = list(event_model().objects.filter(review=post.pk).order_by("start")) if post.pk else []
        self.initial["event"] = post.events_looked_back_on().order_by("start").first()
        if len(self.held) > 1:
            field.disabled = True
            titles = ", ".join(event.title for event in self.held)
            field.help_text = _("Several events, each of which has this in its own form: %(events)s.") % {
                "events": titles
            }

    def clean_event(self):
        event = self.cleaned_data["event"]
        if len(self.held) > 1 or event == next(iter(self.held), None):
            self.instance.wished_event = None
            return event
        for page in filter(None, [event, *self.held]):
            if obstacle := obstacle_to_change(page, self.for_user):
                raise ValidationError(f"„{page.get_admin_display_title()}“: {obstacle}")
        if event and (other := other_review(event, self.instance)):
            text = _("“%(event)s” has a review already: “%(review)s”. An event has one at most.")
            raise ValidationError(text % {"event": event.title, "review": other.get_admin_display_title()})
        self.instance.wished_event = [event.pk] if event else []
        return event


def other_review(event, post) -> Page | None:
    """The post that looks back on the event by now, or will according to its draft."""
    keys = {event.review_id, event.get_latest_revision_as_object().review_id} - {None, post.pk}
    return Page.objects.filter(pk__in=keys).first()


def tell_events(sender, instance, revision=None, **kwargs):
    """Fulfil the wish of the post that was published.

    Without a form, as by the scheduler, nobody can be told what hinders: then the event stays as it is, and goes on
    asking for its review.
    """
    if instance.wished_event is None or not instance.live:  # Wagtail also tells of what is to be published later
        return
    user = revision and revision.user
    for event in event_model().objects.filter(review=instance.pk).exclude(pk__in=instance.wished_event):
        set_review(event, None, user)
    for event in event_model().objects.filter(pk__in=instance.wished_event):
        if not other_review(event, instance):
            set_review(event, instance, user)


def set_review(event, post, user) -> None:
    def change(page):
        page.review_id = post and post.pk

    with suppress(UnpublishableError):
        change_page(event.pk, [change], user)


def connect(model) -> None:
    page_published.connect(tell_events, sender=model, dispatch_uid="news.looking_back")
