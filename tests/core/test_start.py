"""The site does not start half configured, and says why."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "www.example.org", "DATABASE_URL": "sqlite://:memory:"}


def start(**environment):
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", "import ikpe_site.settings as s; print(s.DEBUG)"],
        cwd=settings.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_it_names_the_variable_that_is_missing(missing):
    result = start(**{name: value for name, value in COMPLETE.items() if name != missing})
    assert result.returncode != 0
    assert "ImproperlyConfigured" in result.stderr
    assert f"does not start without {missing}:" in result.stderr


def test_it_names_both():
    result = start()
    assert "SECRET_KEY and ALLOWED_HOSTS" in result.stderr


def test_an_empty_secret_key_is_none():
    assert "SECRET_KEY" in start(**{**COMPLETE, "SECRET_KEY": ""}).stderr


def read(*names, **environment) -> str:
    code = f"import ikpe_site.settings as s; print(*[getattr(s, name, None) for name in {names!r}])"
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True, timeout=60, check=True
    ).stdout.strip()


def test_debug_is_off_unless_asked_for():
    assert read("DEBUG", **COMPLETE) == "False"


def test_development_brings_a_key_and_hosts_of_its_own():
    assert read("DEBUG", "ALLOWED_HOSTS", DEBUG="true") == "True ['127.0.0.1', 'localhost']"


def test_the_header_of_a_proxy_is_believed_only_behind_one():
    names = ("SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE")
    assert read(*names, **COMPLETE) == "None None None"
    behind = read(*names, **COMPLETE, BEHIND_TLS_PROXY="true")
    assert behind == "('HTTP_X_FORWARDED_PROTO', 'https') True True"
