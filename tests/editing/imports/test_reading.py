"""Whatever an uploaded file does to its reader, the process that answers the editor goes on."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ikpe_site.editing.imports import Plan, reading
from ikpe_site.editing.imports.reading import rows_of
from ikpe_site.links.imports import RedirectPlan
from publications.imports import PublicationPlan

ENDED = "This file cannot be read: it is damaged, or reading it takes too much time or memory."


class HostilePlan(Plan):
    """Files that do to their reader what they say."""

    @classmethod
    def parse(cls, content):
        if content == b"memory":
            return [("x",) * 10**9]
        while content == b"hang":
            pass
        if content == b"length":
            return [("x" * 1024**2,)] * 21
        raise RuntimeError


@pytest.mark.parametrize(
    ("plan_class", "text", "row"),
    [
        (RedirectPlan, "/alt/,/aktuelles/", [1, "/alt", "/aktuelles/"]),
        (PublicationPlan, '[{"type": "book"}]', [1, {"type": "book"}, ""]),
        (PublicationPlan, r'[{"title": "A\u0000\ud800", "x\u0001": ["\u000b"]}]', [1, {"title": "A", "x": [" "]}, ""]),
    ],
)
def test_records_come_as_json(plan_class, text, row):
    (read,) = rows_of(plan_class, text.encode())
    assert read[: len(row)] == row


def test_a_file_that_cannot_be_read_says_why():
    with pytest.raises(ValidationError) as refused:
        rows_of(PublicationPlan, b"Nur ein Text.")
    assert refused.value.messages == [_("This is neither BibTeX nor RIS nor CSL-JSON.")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"memory", ENDED),
        (b"hang", ENDED),
        (b"fault", ENDED),
        (b"length", "The file is too extensive. Divide it into several files."),
        (b"x" * (Plan.max_bytes + 1), "The file is larger than %(size)d MB."),
    ],
)
def test_a_file_that_exceeds_a_limit_is_refused(content, message, monkeypatch):
    if content == b"hang":
        monkeypatch.setattr(reading, "TIMEOUT", 2)
    with pytest.raises(ValidationError) as refused:
        rows_of(HostilePlan, content)
    assert refused.value.messages == [_(message) % {"size": 2}]
