"""What is asked when an event is copied."""

from ikpe_site.editing.forms import BasePageCopyForm


class EventCopyForm(BasePageCopyForm):
    """A copy has no day yet, so it is not published with the original."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
