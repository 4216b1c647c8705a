"""What exported tables have in common."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value):
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class HarmlessCSVMixin:
    """For a view that exports: cells of the CSV file are no formulas. Those of the XLSX file are marked as text."""

    def write_csv_row(self, writer, row_dict):
        return super().write_csv_row(writer, {name: harmless(value) for name, value in row_dict.items()})
