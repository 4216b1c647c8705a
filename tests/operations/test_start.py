"""The site does not start half configured, and says all that is missing or weak at once."""

import ast
import os
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "kR7wq-2ZbT9xVn4sLd8fHy6mJc3pGa5uE1iOoQ0tXvWlKjBhNz"
COMPLETE = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
    "BEHIND_TLS_PROXY": "true",
    "DATABASE_URL": "sqlite://:memory:",
}
PROVIDER = {"OIDC_ISSUER": "https://idp.example.org", "OIDC_CLIENT_ID": "website", "OIDC_CLIENT_SECRET": "geheim"}


def start(code="import ikpe_site.settings", **environment):
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True, timeout=60, check=False
    )


def problems(**changes) -> list[str]:
    """What the site complains about when it starts with COMPLETE and these changes; without any if it starts."""
    done = start(**{name: value for name, value in (COMPLETE | changes).items() if value is not None})
    if done.returncode:
        assert "ImproperlyConfigured: The site does not start." in done.stderr
    return [line.removeprefix("  - ") for line in done.stderr.splitlines() if line.startswith("  - ")]


def read(*names, **environment) -> str:
    done = start(
        f"import ikpe_site.settings as s; print(*[getattr(s, name, None) for name in {names!r}])", **environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_complete_starts():
    assert problems() == []
    assert problems(**PROVIDER) == []


def test_everything_that_is_missing_or_weak_is_named_at_once():
    errors = problems(
        SECRET_KEY="kurz", ALLOWED_HOSTS="", SITE_URL="http://www.example.org", OIDC_ISSUER="http://idp.example.org"
    )
    assert [problem.partition(":")[0] for problem in errors] == [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "OIDC_ISSUER",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY: is missing"),
        ({"SECRET_KEY": ""}, "SECRET_KEY: is missing"),
        ({"SECRET_KEY": KEY[:49]}, "SECRET_KEY: is weak"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY: is weak"),
        ({"SECRET_KEY": None, "SECRET_KEY_FILE": "/gibt/es/nicht"}, "SECRET_KEY_FILE: the file '/gibt/es/nicht'"),
        ({"EMAIL_URL_FILE": "/gibt/es/nicht"}, "EMAIL_URL_FILE: the file '/gibt/es/nicht'"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS: is missing"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS: names every host"),
        ({"ALLOWED_HOSTS": "www.example.com"}, "SITE_URL: its host www.example.org is not among"),
        ({"SITE_URL": "www.example.org"}, "SITE_URL: is no address"),
        ({"SITE_URL": "http://www.example.org"}, "SITE_URL: begins with http://, but BEHIND_TLS_PROXY is on"),
        ({"BEHIND_TLS_PROXY": None}, "SITE_URL: begins with https://, but BEHIND_TLS_PROXY is off"),
        ({"SITE_URL": "http://www.example.org", "BEHIND_TLS_PROXY": "false"}, "SITE_URL: begins with http://; passw"),
        ({"DEBUG": "true"}, "DEBUG: is on, but ALLOWED_HOSTS names www.example.org"),
    ],
)
def test_what_is_missing_or_weak_is_named(changes, expected):
    errors = problems(**changes)
    assert any(problem.startswith(expected) for problem in errors), errors


def test_a_secret_is_not_printed():
    assert "kurz-und-schlecht" not in start(**COMPLETE | {"SECRET_KEY": "kurz-und-schlecht"}).stderr


def test_secrets_come_from_files_too(tmp_path):
    for name, text in {"key": f"{KEY}\n", "database": "postgres://a:b@db.example.org:5432/c\n"}.items():
        (tmp_path / name).write_text(text)
    files = {"SECRET_KEY_FILE": str(tmp_path / "key"), "DATABASE_URL_FILE": str(tmp_path / "database")}
    rest = {name: value for name, value in COMPLETE.items() if name not in ("SECRET_KEY", "DATABASE_URL")}
    assert read("SECRET_KEY", **rest, **files) == KEY
    assert "'HOST': 'db.example.org'" in read("DATABASES", **rest, **files)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("postgres://a:b@db/c", {"connect_timeout": 5, "options": "-c jit=off"}),
        ("postgres://a:b@db/c?connect_timeout=9", {"connect_timeout": 9, "options": "-c jit=off"}),
        ("sqlite:///c?timeout=9", {"transaction_mode": "IMMEDIATE", "timeout": 9}),
    ],
)
def test_each_database_has_its_options_and_the_url_has_the_last_word(url, options):
    databases = ast.literal_eval(read("DATABASES", **COMPLETE | {"DATABASE_URL": url}))
    assert databases["default"]["OPTIONS"].items() >= options.items()
    assert databases["default"]["CONN_MAX_AGE"] == 60


def test_the_mail_server_is_the_one_of_the_url():
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    url = "{}://ikpe:geheim@mail.example.org:2525"
    assert read(*names, **COMPLETE, EMAIL_URL=url.format("smtp")) == "mail.example.org 2525 ikpe geheim False False"
    assert read(*names[-2:], **COMPLETE, EMAIL_URL=url.format("smtp+tls")) == "True False"
    assert read(*names[-2:], **COMPLETE, EMAIL_URL=url.format("smtp+ssl")) == "False True"
    assert read("MAIL_BACKEND", **COMPLETE, EMAIL_URL="filemail:///tmp").endswith("filebased.EmailBackend")
    assert read("EMAIL_FILE_PATH", **COMPLETE, EMAIL_URL="filemail:///tmp") == "tmp"


def test_debug_is_off_unless_asked_for():
    assert read("DEBUG", **COMPLETE) == "False"


def test_development_brings_a_key_and_hosts_of_its_own():
    assert read("DEBUG", "ALLOWED_HOSTS", DEBUG="true") == "True ['127.0.0.1', 'localhost']"


def test_the_second_factor_is_required_but_for_development():
    assert read("SECOND_FACTOR_REQUIRED", **COMPLETE) == "True"
    assert read("SECOND_FACTOR_REQUIRED", DEBUG="true") == "False"


def test_the_header_of_a_proxy_is_believed_only_behind_one():
    names = ("SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    local = COMPLETE | {"BEHIND_TLS_PROXY": "false", "SITE_URL": "http://localhost", "ALLOWED_HOSTS": "localhost"}
    assert read(*names, **local) == "None None None None"
    assert read(*names, **COMPLETE) == "('HTTP_X_FORWARDED_PROTO', 'https') True True True"


def test_cookies_of_production_are_bound_to_this_host():
    assert read("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", **COMPLETE) == "__Host-sessionid __Host-csrftoken"


def test_subdomains_are_bound_to_tls_only_if_asked_for():
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    assert read(*names, **COMPLETE) == "31536000 False None"
    assert read(*names, **COMPLETE, HSTS_SUBDOMAINS="true") == "31536000 True None"
