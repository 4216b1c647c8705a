"""What all exported tables have in common, those of Wagtail's own lists and reports too."""

import csv
import datetime
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin, list_to_str
from wagtail.admin.widgets.button import Button

from ikpe_site.text.characters import clean
from ikpe_site.text.slugs import german_slug

FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def cell(value: Any) -> Any:
    """A cell that can be written: XLSX knows no control characters, and refuses the whole table for one.

    Times are those of the clock on the wall: neither XLSX nor readers know time zones.
    """
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime.datetime():
            return local_time(value)
        case datetime.date() | datetime.time():
            return value
    text = list_to_str(value) if isinstance(value, list) else force_str(value, strings_only=True)
    return clean(text) if isinstance(text, str) else text


def local_time(moment: datetime.datetime) -> datetime.datetime:
    return moment if timezone.is_naive(moment) else timezone.make_naive(moment)


def csv_cell(value: Any) -> Any:
    """Besides, a text that no spreadsheet takes for a formula. Cells of XLSX files are marked as text."""
    text = cell(value)
    if isinstance(text, datetime.datetime):
        return text.isoformat(" ", timespec="minutes")
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def prepare_exports() -> None:
    """Values of all kinds, the same way in all lists: Wagtail itself writes times in UTC."""
    mixin = SpreadsheetExportMixin
    mixin.custom_value_preprocess = {object: {mixin.FORMAT_XLSX: cell, mixin.FORMAT_CSV: csv_cell}}


class ExportMixin(SpreadsheetExportMixin):
    """For a list that exports: files named after its title and the day, and CSV as a German Excel reads it.

    That program takes commas for those of numbers, and UTF-8 for something else unless a mark says so.
    """

    FORMAT_EXCEL_CSV = "excel-csv"
    FORMATS = (*SpreadsheetExportMixin.FORMATS, FORMAT_EXCEL_CSV)

    def get_filename(self) -> str:
        return f"{german_slug(str(self.get_page_title()))}-{timezone.localdate().isoformat()}"

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if spreadsheet_format != self.FORMAT_EXCEL_CSV:
            return super().as_spreadsheet(queryset, spreadsheet_format)
        response = StreamingHttpResponse(self.stream_excel_csv(queryset), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
        return response

    def stream_excel_csv(self, queryset) -> Iterator[bytes]:
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield BYTE_ORDER_MARK.encode()
        yield writer.writerow({field: self.get_heading(queryset, field) for field in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if not self.show_export_buttons:
            return buttons
        url = self.get_export_url(self.FORMAT_EXCEL_CSV)
        return [*buttons, Button(_("Download CSV for Excel"), url=url, icon_name="download", priority=110)]
