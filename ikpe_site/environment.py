"""The environment that the settings are read from: values in files, and what makes it unfit for production."""

from urllib.parse import urlsplit

from django.http.request import validate_host
from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}
KEY_LENGTH, KEY_VARIETY = 50, 5  # as Django's own check of the key asks for (security.W009)


class Environment(FileAwareEnv):
    """django-environ that reads `NAME` from the file named in `NAME_FILE`, without the line break at its end."""

    def __init__(self):
        super().__init__()
        self.ENVIRON = StrippedFiles()


class StrippedFiles(FileAwareMapping):
    """Counts what is in a file that cannot be read as not set, and keeps in `unreadable` what that was."""

    def __init__(self):
        super().__init__()
        self.unreadable = {}

    def __getitem__(self, key):
        try:
            return super().__getitem__(key).strip()
        except (OSError, UnicodeDecodeError):
            self.unreadable[key] = self.env[f"{key}_FILE"]
            raise KeyError(key) from None


def problems_of(env: Environment, settings: dict) -> list[str]:
    """What is missing or weak in `settings` (the settings module as a dict), read from `env`: all of it, in words."""
    unreadable = env.ENVIRON.unreadable.items()
    return [
        *(f"{name}_FILE: the file {file!r} cannot be read" for name, file in sorted(unreadable)),
        *(problems_of_development(settings) if settings["DEBUG"] else problems_of_production(settings)),
    ]


def problems_of_production(settings: dict) -> list[str]:
    return [*problems_of_secrets(settings), *problems_of_addresses(settings), *problems_of_provider(settings)]


def problems_of_development(settings: dict) -> list[str]:
    public = sorted(set(settings["ALLOWED_HOSTS"]) - LOCAL_HOSTS)
    return (
        [f"DEBUG: is on, but ALLOWED_HOSTS names {', '.join(public)}; error pages would show secrets"]
        if public
        else []
    )


def problems_of_secrets(settings: dict) -> list[str]:
    key = settings["SECRET_KEY"]
    if not key:
        return ["SECRET_KEY: is missing"]
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY:
        return [f"SECRET_KEY: is weak; at least {KEY_LENGTH} random characters are needed"]
    return []


def problems_of_addresses(settings: dict) -> list[str]:
    hosts, url = settings["ALLOWED_HOSTS"], urlsplit(settings["SITE_URL"])
    problems = []
    if not hosts:
        problems.append("ALLOWED_HOSTS: is missing")
    if "*" in hosts:
        problems.append("ALLOWED_HOSTS: names every host (*)")
    if url.scheme not in ("http", "https") or not url.hostname:
        problems.append("SITE_URL: is no address that begins with https://")
    elif url.scheme == "https" and not settings["BEHIND_TLS_PROXY"]:
        problems.append("SITE_URL: begins with https://, but BEHIND_TLS_PROXY is off; cookies would go unprotected")
    elif url.scheme == "http" and settings["BEHIND_TLS_PROXY"]:
        problems.append("SITE_URL: begins with http://, but BEHIND_TLS_PROXY is on")
    elif url.scheme == "http" and url.hostname not in LOCAL_HOSTS:
        problems.append("SITE_URL: begins with http://; passwords would go over the network in the clear")
    if hosts and url.hostname and not validate_host(url.hostname, hosts):
        problems.append(
            f"SITE_URL: its host {url.hostname} is not among ALLOWED_HOSTS; links in mails would lead nowhere"
        )
    return problems


def problems_of_provider(settings: dict) -> list[str]:
    """Login with an identity provider is configured as a whole or not at all."""
    values = {name: settings[name] for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")}
    if not any(values.values()):
        return []
    problems = [f"{name}: is missing, while others of OIDC_… are set" for name, value in values.items() if not value]
    issuer = urlsplit(values["OIDC_ISSUER"])
    if values["OIDC_ISSUER"] and issuer.scheme != "https" and issuer.hostname not in LOCAL_HOSTS:
        problems.append("OIDC_ISSUER: does not begin with https://")
    return problems
