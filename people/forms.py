"""The form with which visitors write to a person or to the office."""

from django import forms
from django.core.mail import EmailMessage
from django.core.validators import MaxLengthValidator
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ikpe_site.core.spam import SpamProtectionMixin, validate_name


class MessageForm(SpamProtectionMixin, forms.Form):
    """A message that is sent as mail, and kept only while the mail server does not take it."""

    name = forms.CharField(
        label=_("Your name"),
        validators=[validate_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please enter your name.")},
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("The answer goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("Please enter a complete email address, such as name@example.org."),
        },
    )
    # A validator and no max_length: a browser would cut off, without a word, what is pasted.
    message = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea,
        error_messages={"required": _("Please write your message.")},
        validators=[
            MaxLengthValidator(
                20_000, _("Your message has %(show_value)d characters. Please shorten it to %(limit_value)d.")
            )
        ],
    )

    def clean_email(self):
        """Without a quoted part, such as "a b"@example.org: programs differ on who that is, and nobody has one."""
        email = self.cleaned_data["email"]
        if '"' in email:
            raise forms.ValidationError(self.fields["email"].error_messages["invalid"])
        return email

    def send(self, recipient, url: str) -> None:
        """Send the message to `recipient` (people.models.messages.Recipient); OSError if the mail server refuses it.

        `url` is the page that the message comes from. No copy goes to the visitor: whose address it is nobody knows,
        and whatever stands in the message would be sent there in the name of the institute.
        """
        data = self.cleaned_data
        context = {**data, "recipient": recipient, "url": url}
        EmailMessage(
            subject=gettext("Message from %(name)s") % data,
            body=render_to_string("people/message_mail.txt", context),
            to=[recipient.email],
            reply_to=[data["email"]],
        ).send()
