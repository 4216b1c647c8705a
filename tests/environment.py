"""What the tests run under: loaded by pytest before the settings are (see pyproject.toml)."""

import gc
import os

from hypothesis import settings

os.environ.setdefault("DEBUG", "true")  # plain static files and a key of its own; Django's test runner turns DEBUG off
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikpe_site.settings")

# Time is measured by benchmarks: a busy machine is no fault of the code.
settings.register_profile("site", deadline=None)
settings.load_profile("site")


def pytest_collection_finish():
    """What is there by now stays: the garbage collector need not go through half a million objects again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
