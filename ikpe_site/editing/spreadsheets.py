"""What all exported tables have in common, those of Wagtail's own lists and reports too."""

from typing import Any

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin, list_to_str

from ikpe_site.text.characters import clean

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """A cell that can be written: XLSX knows no control characters, and refuses the whole table for one."""
    text = list_to_str(value) if isinstance(value, list) else force_str(value, strings_only=True)
    return clean(text) if isinstance(text, str) else text


def csv_cell(value: Any) -> Any:
    """Besides, a text that no spreadsheet takes for a formula. Cells of XLSX files are marked as text."""
    text = cell(value)
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def prepare_exports() -> None:
    """Values of all kinds that Wagtail does not prepare itself, as it does with dates."""
    mixin = SpreadsheetExportMixin
    kinds = {kind: how for kind, how in mixin.custom_value_preprocess.items() if kind is not list}
    mixin.custom_value_preprocess = kinds | {object: {mixin.FORMAT_XLSX: cell, mixin.FORMAT_CSV: csv_cell}}
