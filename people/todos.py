"""What is still to be done with people."""

from django.utils.translation import gettext_lazy as _

from ikpe_site.editing.reviews import register_for_review
from ikpe_site.editing.todos import register_todo

register_for_review("people.PersonPage", lambda people: people.current())


@register_todo("people.PersonPage", "contact", _("People without an email address"), field="email")
def without_mail_address(people):
    return people.live().current().filter(email="").by_name()
