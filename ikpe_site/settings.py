"""All settings, read from the environment (names and defaults: .env.example).

Nothing here is for development only: DEBUG and a secret key of its own are what `make run` adds.
"""

import tomllib
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ikpe_site.environment import Environment, problems_of

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

env = Environment()
env.read_env(BASE_DIR / ".env")

COMMIT = env.str("COMMIT", default="")  # what the image was built from, if its builder says so

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEBUG else [])

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
# A proxy that ends TLS in front of the site: only then is its X-Forwarded-Proto to be believed.
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", default=False)

# Login with an identity provider (OpenID Connect), for instance that of the university.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="Fachhochschule Erfurt")
# Domains whose addresses the provider itself gives out, and which it need not call verified.
OIDC_EMAIL_DOMAINS = env.list("OIDC_EMAIL_DOMAINS", default=[])

INSTALLED_APPS = [
    "ikpe_site.demo",
    "ikpe_site.roles",
    "ikpe_site.dashboard",
    "ikpe_site.home",
    "ikpe_site.search",
    "news",
    "publications",
    "events",
    "people",
    "topics",
    "ikpe_site.links",
    "ikpe_site.operations",
    "ikpe_site.trash",
    "ikpe_site.accounts",
    "ikpe_site.backup",
    "ikpe_site.page_cache",
    "ikpe_site.media",
    "ikpe_site.core",
    "ikpe_site.editing",
    "wagtail.contrib.forms",
    "ikpe_site.links.apps.RedirectsConfig",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "ikpe_site.roles.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_tasks_db",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # for its German: Wagtail says with it how long a page waits for approval
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "ikpe_site.operations.health.HealthMiddleware",
    "ikpe_site.operations.metrics.MetricsMiddleware",
    "ikpe_site.operations.logs.RequestLogMiddleware",
    "ikpe_site.operations.headers.SecurityHeadersMiddleware",
    "ikpe_site.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ikpe_site.operations.headers.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ikpe_site.accounts.middleware.SessionLifetimeMiddleware",
    "ikpe_site.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ikpe_site.operations.clean_text.CleanTextMiddleware",
    "ikpe_site.links.middleware.RedirectMiddleware",
    "ikpe_site.editing.incomplete.IncompletePageMiddleware",
]

ROOT_URLCONF = "ikpe_site.urls"
WSGI_APPLICATION = "ikpe_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ikpe_site.core.context_processors.site_frame",
            ],
            "builtins": [
                "wagtail.templatetags.wagtailcore_tags",
                "wagtail.images.templatetags.wagtailimages_tags",
                "ikpe_site.media.templatetags.pictures",  # after Wagtail's: it takes the place of two of them
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # finds the project's own widgets

DATABASE_OPTIONS = {
    "django.db.backends.postgresql": {
        "connect_timeout": 5,  # seconds: a server that does not even refuse must not keep all threads waiting
        # Compiling a query takes longer than any query of the site: seconds, where a search takes milliseconds.
        "options": "-c jit=off",
    },
    "django.db.backends.sqlite3": {
        # Readers and one writer at a time, and a writer that waits instead of failing.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 20,
    },
}
database = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
DATABASES = {
    "default": {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **database,  # the URL may differ
        "OPTIONS": DATABASE_OPTIONS.get(database["ENGINE"], {}) | database.get("OPTIONS", {}),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "ikpe_site.operations.cache.ForgivingRedisCache"
    CACHES["default"]["OPTIONS"] = {"socket_connect_timeout": 1, "socket_timeout": 1}
# Sessions are never in a cache: one that does not answer when somebody logs out would have the session back later.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# The page caches in front of the site (deploy/varnish/), by the addresses at which they let themselves be emptied.
PAGE_CACHE_URLS = env.list("PAGE_CACHE_URLS", default=[])

# With a worker (`manage.py db_worker`) tasks wait for it in the database; without, they are done at once.
TASK_BACKEND = (
    "django_tasks_db.DatabaseBackend"
    if env.bool("TASK_WORKER", default=False)
    else "django_tasks.backends.immediate.ImmediateBackend"
)
TASKS = {"default": {"BACKEND": TASK_BACKEND}}

EMAIL_TIMEOUT = 15  # seconds: a mail server that does not answer must not keep a visitor waiting for ever
email = env.email("EMAIL_URL", default="consolemail://")
EMAIL_HOST, EMAIL_PORT = email["EMAIL_HOST"], email["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = email.get("EMAIL_USE_TLS", False), email.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = email["EMAIL_FILE_PATH"]  # the folder of filemail://
# What the mail server does not take waits in the database (operations/mail.py).
MAIL_BACKEND, EMAIL_BACKEND = email["EMAIL_BACKEND"], "ikpe_site.operations.mail.QueueingEmailBackend"
EMAIL_USE_LOCALTIME = True  # what people read as the time of a mail is that of Erfurt
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "allauth"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Clients ask for /favicon.ico and /apple-touch-icon.png unasked.
WHITENOISE_ROOT = BASE_DIR / "static" / "icons"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# With a bucket of an S3-compatible service, uploads live there instead, so that the site can run on several machines.
MEDIA_BUCKET = env.str("MEDIA_BUCKET", default="")
BACKUP_BUCKET = env.str("BACKUP_BUCKET", default="")  # backups go there instead of to BACKUP_ROOT
S3_SERVICE = {
    "endpoint_url": env.str("AWS_ENDPOINT_URL", default=None),
    "region_name": env.str("AWS_REGION", default=None),
    "access_key": env.str("AWS_ACCESS_KEY_ID", default=None),
    "secret_key": env.str("AWS_SECRET_ACCESS_KEY", default=None),
}
STORAGES = {
    "default": {
        "BACKEND": "ikpe_site.media.s3.PrivateS3Storage",
        "OPTIONS": {"bucket_name": MEDIA_BUCKET, "file_overwrite": False, **S3_SERVICE},
    }
    if MEDIA_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "backups": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": BACKUP_BUCKET, **S3_SERVICE},
    }
    if BACKUP_BUCKET
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.path("BACKUP_ROOT", default=str(VAR_DIR / "backups"))},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "ikpe_site.operations.storage.BundledStaticFilesStorage"
    },
}

# Public keys (age1…) that backups are encrypted for; the secret one is needed to restore and need not be here.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
BACKUP_IDENTITY = env.str("BACKUP_IDENTITY", default="")

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail's views of a preview say SAMEORIGIN themselves
CSRF_TRUSTED_ORIGINS = [SITE_URL]
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # The prefix makes browsers refuse such a cookie from a subdomain or without TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
# Both bind others than this website: subdomains by HSTS_SUBDOMAINS, if the institute answers for all of them; an entry
# in the browsers' preload list, which takes months to take back, not by a website of one host.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # the arrow of a select is a picture in the style sheet
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": BEHIND_TLS_PROXY,
    }
}
# What the admin gets instead: Wagtail writes scripts and styles into its pages, and shows what is being uploaded.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
# What the pages for signing in get instead. Browsers follow the redirect after a form only to where forms may lead: on
# to the identity provider, through the hosts of its federation, which are not known here.
SIGN_IN_CONTENT_SECURITY_POLICY = {
    "form-action": [SELF, "https:"] if OIDC_ISSUER.startswith("https:") else [SELF, *filter(None, [OIDC_ISSUER])],
}

# Signed in: at most ADMIN_SESSION_HOURS, and ADMIN_IDLE_MINUTES after the last thing done in the admin.
SESSION_COOKIE_AGE = 3600 * env.int("ADMIN_SESSION_HOURS", default=12)
SESSION_IDLE_SECONDS = 60 * env.int("ADMIN_IDLE_MINUTES", default=60)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_RESET_TIMEOUT = 3600  # seconds that a link for a new password is good for
ACCOUNT_ADAPTER = "ikpe_site.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the administration
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "IKPE: "
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"reset_password": "ikpe_site.accounts.forms.ResetPasswordForm"}
ACCOUNT_RATE_LIMITS = {"login": "30/5m/ip", "login_failed": "10/5m/ip,5/5m/key", "reset_password": "10/h/ip,3/h/key"}
SOCIALACCOUNT_ADAPTER = "ikpe_site.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "hochschule",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER, "verified_email": OIDC_EMAIL_DOMAINS},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# Guesses of the password of a private page, as django-allauth writes limits.
# One client is stopped early; a page only by so many that no stranger keeps its readers out.
PRIVATE_PASSWORD_LIMITS = {"private_password": "10/5m/ip,30/h/key", "private_password_of_all": "1000/h/key"}
# „Benutzerkonto“ has forms of its own for both, with limits and notes (accounts/account_panels.py).
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Whoever may enter the admin needs a second factor: a passkey or a time code.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEBUG)
MFA_ADAPTER = "ikpe_site.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "ikpe_site.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # PIN or fingerprint: a passkey is both factors in one
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "IKPE Website"
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ

# How long the data of participants is kept after an event, unless `purge_registrations --days` says otherwise.
REGISTRATIONS_KEPT_DAYS = env.int("REGISTRATIONS_KEPT_DAYS", default=90)

RATELIMIT_IP_META_KEY = "ikpe_site.core.spam.client_address"

# "json" for programs that collect logs, "text" for people.
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "()": "ikpe_site.operations.logs.CleanFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        },
        "json": {
            "()": "ikpe_site.operations.logs.CleanJsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
    },
    "filters": {"not_by_query": {"()": "ikpe_site.operations.logs.NotByQuery"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django has handlers of its own for these, which would write each line twice and unchanged.
        "django": {"level": "WARNING" if not DEBUG else "INFO", "handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # pages that do not exist are in the list of requests
        "django.security.TooManyFieldsSent": {"filters": ["not_by_query"]},
        "django.security.DisallowedRedirect": {"filters": ["not_by_query"]},  # to the login, with the query
        "ikpe_site": {"level": "INFO"},
        "ikpe_site.access": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}

# The token that Prometheus shows at /metrics; without one there are no metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# Where errors are reported to, if anywhere.
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    from ikpe_site.operations import error_reports

    error_reports.start(SENTRY_DSN, release=VERSION)

WAGTAIL_SITE_NAME = "IKPE"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "ikpe_site.editing.widgets.CleanRichTextArea"}}
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10_000  # no name to type: deleted pages can be brought back
# The admin makes no third-party requests: neither for news about Wagtail nor for faces of its users.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # always through the view that knows who may read what
WAGTAILIMAGES_IMAGE_FORM_BASE = "ikpe_site.media.picture_form.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 2**20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # more than today's cameras make; unpacked, 200 MB
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "ikpe_site.media.document_form.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 2**20
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # all documents are downloads: none is shown as a page of this site
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}}

# Whom „Von DOI übernehmen“ in the admin asks.
DOI_RESOLVER = env.str("DOI_RESOLVER", default="https://doi.org/")

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long story with many blocks sends many fields

if problems := problems_of(env, globals()):
    raise ImproperlyConfigured(
        "The site does not start. Missing or weak in the environment or in .env (see .env.example; for development, "
        "set DEBUG=true):\n" + "\n".join(f"  - {problem}" for problem in problems)
    )
