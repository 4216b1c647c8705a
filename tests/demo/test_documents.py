"""The example documents say what stands in documents.yaml, and are as accessible as documents should be."""

import pytest
from pypdf import PdfReader

from ikpe_site.demo.loader import FOLDER, read
from tests.demo.texts import leaves, plain

SHEETS = read("documents")


@pytest.fixture(params=SHEETS, ids=lambda sheet: sheet["key"])
def sheet(request):
    return request.param


def test_the_file_holds_the_words(sheet):
    printed = plain(" ".join(page.extract_text() for page in PdfReader(FOLDER / "documents" / sheet["file"]).pages))
    for _place, words in [("title", sheet["title"]), *leaves(sheet["sections"], sheet["key"])]:
        assert plain(words) in printed


def test_the_file_is_small_tagged_and_names_its_title_and_language(sheet):
    path = FOLDER / "documents" / sheet["file"]
    document = PdfReader(path)
    assert document.metadata.title == sheet["title"]
    assert document.root_object["/Lang"] == "de"
    assert document.root_object["/MarkInfo"]["/Marked"]
    assert path.stat().st_size < 40_000
