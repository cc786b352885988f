"""Settings of the whole project; what differs between machines comes from the environment."""

from csp.constants import NONE, SELF

from rehab_tracker.environment import (
    BASE_DIR,
    ENVIRONMENT,
    PRODUCTION,
    database,
    env,
    one_of,
    required,
    secret_key,
    whole_number,
)

DEMO = ENVIRONMENT == "demo"
SECRET_KEY = secret_key()
DEBUG = False
HOSTS = required(
    "ALLOWED_HOSTS",
    "the host names that people type, separated by commas",
    "localhost,127.0.0.1,[::1],testserver",
)
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",")]

INSTALLED_APPS = [
    "apps.core",
    "apps.audit",
    "apps.accounts",
    "apps.care",
    "apps.therapy",
    "apps.assessments",
    "apps.safety",
    "apps.diary",
    "apps.progress",
    "apps.caseload",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
]
if not PRODUCTION:  # the demonstration data can never reach a real clinic
    INSTALLED_APPS.append("apps.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.core.middleware.HelpComesFirst",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "apps.core.middleware.RefuseUnreadableInput",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.core.middleware.ChosenLanguage",
    "apps.core.middleware.SignInKeepsAnswers",
    "apps.core.middleware.ClosedByDefault",
    "apps.core.middleware.PrivatePages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "apps.core.middleware.AnswerOutbox",
]

ROOT_URLCONF = "rehab_tracker.urls"
WSGI_APPLICATION = "rehab_tracker.wsgi.application"
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
                "apps.core.context.page",
                "apps.care.context.navigation",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits must be counted in one place for all workers. Pictures: see progress/shelf.py.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Django's 300 would let a flood of made-up names push the counters of others out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# --- People -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.care.signed_in.SignedInPerson"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "apps.accounts.adapter.ClosedSignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "apps.accounts.forms.SignInForm",
    "reset_password": "apps.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "apps.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "apps.accounts.adapter.name_of"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("TRUSTED_PROXY_COUNT", 0)
SESSION_ENGINE = "apps.accounts.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "apps.core.views.form_expired"
INVITATION_DAYS = 7

# --- After a treatment --------------------------------------------------------------------
# When somebody is asked how it feels after acupuncture, and how the skin looks after electrical
# stimulation, counted from the session's end; until an admin sets it. Ratings up to the later
# question after acupuncture are marked on charts.
FIRST_CHECK_HOURS = whole_number("FIRST_CHECK_HOURS", 24)
SECOND_CHECK_DAYS = whole_number("SECOND_CHECK_DAYS", 7)

SKIN_CHECK_HOURS = whole_number("SKIN_CHECK_HOURS", 1)

# --- Mail ---------------------------------------------------------------------------------
MAIL_FOLDER = env.str("MAIL_FOLDER", "")
if MAIL_FOLDER:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_FOLDER
elif not PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
else:
    EMAIL_HOST = required("EMAIL_HOST", "the name of your mail server", "")
    EMAIL_PORT = whole_number("EMAIL_PORT", 587)
    EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = required(
    "DEFAULT_FROM_EMAIL", "the address that mails come from", "rehab-tracker@localhost"
)

# --- Language and time --------------------------------------------------------------------
# Each name is written in its own language: whoever looks for it may read no other. A further
# language needs a catalogue in locale/, a folder in rehab_tracker/formats/ (CONTRIBUTING.md), and
# a line in apps/core/languages.py.
LANGUAGES = [("en-gb", "English"), ("es", "Español"), ("zh-hant", "繁體中文")]
# The clinic's own: of mails to people who have not chosen one, and of browsers that ask for none.
LANGUAGE_CODE = one_of("CLINIC_LANGUAGE", "en-gb", [code for code, _name in LANGUAGES])
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["rehab_tracker.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
CLINIC_TIME_ZONE = env.str("CLINIC_TIME_ZONE", "Europe/London")
EMERGENCY_NUMBER = required(
    "EMERGENCY_NUMBER", "the emergency number of your country, for example 112", "999"
)
CLINIC_NAME = required("CLINIC_NAME", "the name of your clinic", "Riverside Clinic")
CLINIC_PHONE = required("CLINIC_PHONE", "the phone number of your clinic", "01632 960 123")

# --- Files --------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_FOLDER", str(BASE_DIR / "var" / "static")) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "staticfiles": {
        "BACKEND": (
            "rehab_tracker.storage.NamedByContent"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# No form takes a file: what somebody sends all the same is never written to the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 0
# Messages name people: they stay on the server and end with the session, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Security headers ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY = {
    name: []
    for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logs: never a request body, a name or a health detail --------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Failures are logged by apps.core.views.server_error: the frames, never the values.
        # Without any handler Python would print the exception, which quotes the row.
        "django.request": {"handlers": ["nowhere"], "propagate": False},
        # Anybody can send a wrong host name; it must not fill the log.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}

if ENVIRONMENT == "test":
    # A fast hasher: the tests sign in hundreds of times and do not test argon2's cost.
    if env.bool("FAST_PASSWORDS", True):
        PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The folder of a language made of English, from right to left: tests/pseudo.
    if PSEUDO_LANGUAGE := env.str("PSEUDO_LANGUAGE", ""):
        LANGUAGES.append(("ar-xb", "ar-xb"))
        LOCALE_PATHS.insert(0, PSEUDO_LANGUAGE)
        FORMAT_MODULE_PATH.append("tests.pseudo")
    ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS if env.bool("RATE_LIMITS", False) else False
