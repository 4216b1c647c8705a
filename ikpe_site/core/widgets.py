from django.forms import CheckboxSelectMultiple


class CheckboxColumns(CheckboxSelectMultiple):
    """Check boxes in columns: two dozen counties stay in sight without scrolling."""

    template_name = "core/admin/checkbox_columns.html"
