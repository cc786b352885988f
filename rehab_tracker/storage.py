"""How the static files of a clinic's site are named."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    """Names each file by its content, also where one script imports another."""

    support_js_module_import_aggregation = True
