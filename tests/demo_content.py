"""The demo content, for tests that read it."""

import pytest
from django.core.management import call_command

from ikpe_site.demo import loader
from tests.factories import png


def load(*arguments):
    """Load the demo with small pictures: drawing the real ones takes half a minute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "draw_picture", lambda *args, **kwargs: png())
        patch.setattr(loader, "draw_social_preview", lambda *args, **kwargs: png())
        with open("/dev/null", "w") as nowhere:
            call_command("load_demo", *arguments, stdout=nowhere)
