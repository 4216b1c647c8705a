"""Static files for production: hashed, compressed, and the style sheet in one piece."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "css/site.css"
IMPORT = re.compile(r'@import "(?P<path>[^"]+)" layer\((?P<layer>\w+)\);')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Puts the files that site.css imports into site.css when static files are collected.

    The style sheets are native CSS and work file by file in development; visitors get them in one request.
    """

    def post_process(self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLE_SHEET in paths and not dry_run:
            storage, name = paths[STYLE_SHEET]
            with storage.open(name) as file:
                bundle = IMPORT.sub(lambda match: self._layer(paths, match), file.read().decode())
            self.delete(STYLE_SHEET)
            self._save(STYLE_SHEET, ContentFile(bundle.encode()))
            paths = {**paths, STYLE_SHEET: (self, STYLE_SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _layer(paths: dict[str, tuple[Any, str]], match: re.Match[str]) -> str:
        storage, name = paths[f"css/{match['path']}"]
        with storage.open(name) as file:
            return f"@layer {match['layer']} {{\n{file.read().decode()}\n}}"
