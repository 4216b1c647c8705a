"""Footnotes: within a text in the database (`<footnote>…</footnote>`), numbered and at the end for readers."""

import re

from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

FEATURE = "footnote"
FOOTNOTE = re.compile(r"\s*<footnote>(.*?)</footnote>", re.DOTALL)


def with_footnotes(html: str, *, linked: bool = True) -> SafeString:
    """Return the HTML of a story with numbers in place of its footnotes, and the footnotes below it.

    `linked`: number and footnote lead to each other. Feeds show several stories at one address, so theirs do not.
    """
    notes: list[str] = []

    def number(match: re.Match) -> str:
        if not match[1].strip():
            return ""
        notes.append(urlize(mark_safe(match[1].strip())))  # noqa: S308 HTML of the rich text it was found in
        return reference(len(notes)) if linked else f"<sup>[{len(notes)}]</sup>"

    text = FOOTNOTE.sub(number, html) if "<footnote>" in html else html
    return mark_safe(text + (endnotes(notes, linked=linked) if notes else ""))  # noqa: S308 likewise


def without_footnotes(html: str) -> str:
    return FOOTNOTE.sub("", html)


def in_brackets(html: str) -> str:
    """Return rich text with its footnotes in brackets, for where a text is read as one line."""
    return FOOTNOTE.sub(r" (\1)", html)


def reference(number: int) -> str:
    return format_html(
        '<sup class="footnote-number"><a href="#anmerkung-{0}" id="anmerkung-{0}-im-text" role="doc-noteref"'
        ' aria-label="{1}">{0}</a></sup>',
        number,
        _("Note %(number)s") % {"number": number},
    )


def endnotes(notes: list[str], *, linked: bool) -> str:
    if not linked:
        return format_html("<h2>{}</h2><ol>{}</ol>", _("Notes"), format_html_join("", "<li>{}</li>", zip(notes)))
    items = format_html_join(
        "",
        '<li id="anmerkung-{0}">{1} <a class="footnote-back" href="#anmerkung-{0}-im-text" role="doc-backlink"'
        ' aria-label="{2}">↑</a></li>',
        (
            (number, mark_safe(note), _("Back to the text at note %(number)s") % {"number": number})  # noqa: S308 see above
            for number, note in enumerate(notes, start=1)
        ),
    )
    return format_html(
        '<section class="footnotes" role="doc-endnotes" aria-labelledby="anmerkungen">'
        '<h2 id="anmerkungen">{}</h2><ol>{}</ol></section>',
        _("Notes"),
        items,
    )
