"""Example content: what was invented to show what the site can do, so that nobody takes it for real."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..blocks.examples import count_examples, without_examples
from ..fields import StreamField


class ExampleMixin(models.Model):
    """A page that is an example, or has parts that are.

    `example_parts` is counted whenever the page is saved: the parts stand in JSON, which no list could search.
    """

    is_example = models.BooleanField(
        _("This page is an example"),
        default=False,
        help_text=_(
            "Visitors then read above the page and in lists that it is invented. "
            "Please remove the mark, or delete the page, before the website goes online."
        ),
    )
    example_parts = models.PositiveSmallIntegerField(default=0, editable=False)

    example_notice = _("Example: This page shows how the website works.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.example_parts = self.count_example_parts()
        super().save(*args, **kwargs)

    @property
    def has_examples(self) -> bool:
        return bool(self.is_example or self.example_parts)

    def count_example_parts(self) -> int:
        return sum(count_examples(getattr(self, name).get_prep_value()) for name in self.stream_fields())

    def remove_example_marks(self):
        """Call nothing of the page an example any more. It is not saved; the texts stay as they are."""
        self.is_example = False
        for name in self.stream_fields():
            value = getattr(self, name)
            if count_examples(content := value.get_prep_value()):
                setattr(self, name, value.stream_block.to_python(without_examples(content)))

    @classmethod
    def stream_fields(cls) -> list[str]:
        return [field.name for field in cls._meta.concrete_fields if isinstance(field, StreamField)]
