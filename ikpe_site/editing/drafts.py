"""What is required for publishing only: a draft can be saved with gaps.

Wagtail puts off the fields that its forms require, and its blocks. What a model asks for in its own `clean()` asks
`is_deferred_validation` first, as blocks do.
"""


class DeferrableMixin:
    """A page, or what belongs to it, whose `clean()` asks for less in a draft."""

    is_deferred_validation = False


class DeferringFormMixin:
    """Tells the page of the form, and what belongs to it, whether a draft is saved."""

    def defer_required_fields(self):
        super().defer_required_fields()
        self.tell_instances()

    def restore_required_fields(self):
        super().restore_required_fields()
        self.tell_instances()

    def tell_instances(self):
        rows = [row for formset in self.formsets.values() for row in formset.forms]
        for form in (self, *rows):
            form.instance.is_deferred_validation = self.is_deferred_validation
