"""What `manage.py check --deploy` says beyond Django's own checks."""

from django.conf import settings
from django.core import checks

OF_ONE_PROCESS = {"django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.dummy.DummyCache"}
TO_NOBODY = {"django.core.mail.backends.console.EmailBackend", "django.core.mail.backends.dummy.EmailBackend"}


@checks.register(checks.Tags.security, deploy=True)
def check_limits(app_configs, **kwargs):
    if settings.CACHES["default"]["BACKEND"] not in OF_ONE_PROCESS:
        return []
    hint = "Set CACHE_URL to a cache that all processes share, for example redis://127.0.0.1:6379/0."
    return [
        checks.Warning("Each process counts failed logins and sent forms for itself.", hint=hint, id="accounts.W001")
    ]


@checks.register(checks.Tags.security, deploy=True)
def check_mail(app_configs, **kwargs):
    if settings.EMAIL_BACKEND not in TO_NOBODY:
        return []
    hint = "Set EMAIL_URL to a mail server."
    return [checks.Warning("Mails go to the log, links for new passwords among them.", hint=hint, id="accounts.W002")]
