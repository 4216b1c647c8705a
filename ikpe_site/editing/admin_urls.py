"""Where the admin edits a page."""

from django.urls import reverse


def edit_url(pk: int, field: str = "") -> str:
    """The address of the form of the page `pk`, scrolled to `field`.

    The fragment is Wagtail's own way to name a field, by which its comments and its user bar lead there.
    """
    fragment = f"#:w:contentpath={field}" if field else ""
    return reverse("wagtailadmin_pages:edit", args=[pk]) + fragment
