"""What the tests run under: loaded by pytest before the settings are (see pyproject.toml)."""

import os

os.environ.setdefault("DEBUG", "true")  # plain static files and a key of its own; Django's test runner turns DEBUG off
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikpe_site.settings")
