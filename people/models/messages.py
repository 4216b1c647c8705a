import logging
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from ikpe_site.text import phones

from ..forms import MessageForm

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipient:
    """Who gets a message: as named behind „Nachricht an“, with mail address and, if there is one, phone number."""

    name: str
    email: str
    phone: str = ""


class MessageMixin(RoutablePageMixin):
    """A page with a form below it, at `nachricht/`, that sends a mail to whom the page is about.

    No CSRF token is asked for, see ikpe_site/urls.py. A message is stored only while the mail server does not take it;
    `?gesendet` in the address confirms it, so that loading the page again sends nothing and no cookie is needed.
    """

    def get_recipient(self, request) -> Recipient | None:
        """None if nobody can be written to: there is no form then."""
        raise NotImplementedError

    @path("nachricht/", name="message")
    def message_route(self, request):
        recipient = self.get_recipient(request)
        if recipient is None:
            raise Http404
        form = MessageForm(request.POST if request.method == "POST" else None, request=request)
        if form.is_valid() and self.deliver(form, recipient):
            return redirect(f"{request.path}?gesendet")
        response = self.render(
            request,
            template="people/message_page.html",
            context_overrides={"form": form, "recipient": recipient, "is_sent": "gesendet" in request.GET},
        )
        response["Cache-Control"] = "no-store"  # a stored page would offer a token that has expired
        return response

    def deliver(self, form: MessageForm, recipient: Recipient) -> bool:
        """Send the message; False, with an error at the form, if the mail server does not take it."""
        if form.is_spam:
            return True  # answered as if it had been sent
        try:
            form.send(recipient, url=self.full_url)
        except OSError:  # what smtplib raises is one
            logger.exception("A message from %s was not sent.", self.url)
            ways = _(" or ").join(part for part in (phones.shown(recipient.phone), recipient.email) if part)
            form.add_error(
                None,
                _(
                    "The mail server did not take your message. Nothing is lost: please try again later, "
                    "or get in touch directly: %(ways)s."
                )
                % {"ways": ways},
            )
            return False
        return True
