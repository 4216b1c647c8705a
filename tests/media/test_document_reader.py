"""What the program that reads uploaded documents says of a file."""

import json
import resource
from itertools import count

import pytest
from pypdf.generic import DictionaryObject

from ikpe_site.media import document_reader

from .documents import OFFICE_WITH_PASSWORD, TEXT, docx, marked_pdf, odf, pdf, pptx, protected_odf, protected_pdf, xlsx

ACCESSIBLE = "ikpe_site/demo/documents/satzung-ikpe-2014.pdf"


@pytest.fixture
def read(tmp_path):
    """Return all that the reader finds in a file with this content."""

    def find(content: bytes, extension: str) -> dict:
        path = tmp_path / f"datei.{extension}"
        path.write_bytes(content)
        files = {}
        for part in document_reader.read(str(path)):
            files |= part
        return files

    return find


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extension", "content", "text"),
    [
        ("pdf", pdf(), TEXT),
        ("pdf", pdf(empty_pages=30), TEXT),
        ("pdf", protected_pdf(needed=""), TEXT),  # against changes, not against reading
        ("docx", docx(), f"Anfang\n{TEXT}\n{TEXT}"),
        ("xlsx", xlsx(), f"Sheet\nZahl 7 {TEXT}"),
        ("pptx", pptx(), f"{TEXT}\n{TEXT}\nNotiz"),
        ("odt", odf("text"), TEXT),
        ("ods", odf("spreadsheet"), TEXT),
        ("odp", odf("presentation"), TEXT),
        ("txt", b"\xef\xbb\xbf" + TEXT.encode(), TEXT),
        ("csv", f"Ort;Text\n1;{TEXT}".encode("cp1252"), f"Ort;Text 1;{TEXT}"),
        ("csv", b"\x81 Gr\xf6\xdfe", "\ufffd Größe"),
    ],
)
def test_the_text_is_read(extension, content, text, read):
    document = read(content, extension)
    assert document["state"] == "read"
    assert document["text"] == text


@pytest.mark.parametrize(
    ("extension", "content", "state"),
    [
        *(("pdf", protected_pdf(algorithm), "encrypted") for algorithm in ("RC4-128", "AES-128", "AES-256")),
        ("docx", OFFICE_WITH_PASSWORD, "encrypted"),
        ("odt", protected_odf(), "encrypted"),
        ("pdf", b"%PDF-1.4 kaputt", "broken"),
        ("pdf", pdf()[:200], "broken"),
        ("pdf", b"", "broken"),
        ("docx", b"PK\x03\x04 kaputt", "broken"),
        ("xlsx", b"keine Tabelle", "broken"),
        ("pptx", docx(), "broken"),
        ("odt", docx(), "broken"),
        ("pdf", pdf(""), "empty"),
        ("txt", b"", "empty"),
        ("zip", b"PK\x05\x06" + b"\0" * 18, "unsupported"),
    ],
)
def test_a_file_without_text_says_why(extension, content, state, read):
    document = read(content, extension)
    assert (document["state"], document["text"]) == (state, "")


@pytest.mark.parametrize(
    ("error", "state", "told"),
    [
        (MemoryError(), "too_large", ""),
        (document_reader.EncryptedError(), "encrypted", ""),
        (ValueError("schief"), "broken", "ValueError: schief\n"),
    ],
)
def test_what_goes_wrong_in_a_library_is_told_to_whoever_looks_after_the_site(
    error, state, told, read, monkeypatch, capsys
):
    def fail(path):
        raise error

    monkeypatch.setitem(document_reader.READERS, "txt", fail)
    assert read(b"", "txt") == {"state": state, "text": ""}
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", told)


def test_numbers_alone_are_no_text(read):
    assert read(b"1;2", "csv")["state"] == "empty"


def test_no_more_text_is_kept_than_the_limit_says(monkeypatch):
    monkeypatch.setattr(document_reader, "MAX_LENGTH", 20)
    lines = (f"Zeile {number}" for number in count())  # endless
    assert document_reader.joined(lines) == "Zeile 0\nZeile 1\nZeil"


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("Plan\x00ung\ud800", "Planung"),
        ("Pla\xadnung", "Planung"),
        (" viel \t\n Platz ", "viel Platz"),
        ("Sozial-\nplanung", "Sozialplanung"),
        ("Ilm-\nKreis", "Ilm- Kreis"),
    ],
)
def test_a_line_is_cleaned_for_search_and_database(part, line):
    assert document_reader.clean(part) == line


def test_lines_without_words_are_left_out():
    assert document_reader.joined(["eins", " \n", "\x00", "zwei"]) == "eins\nzwei"


def test_a_file_of_text_is_not_read_further_than_could_be_kept(read, monkeypatch):
    monkeypatch.setattr(document_reader, "MAX_LENGTH", 10)
    assert read(b"a" * 10, "txt")["text"] == "a" * 10
    assert next(document_reader.read_plain("/dev/zero")) == "\0" * 40


def test_it_limits_itself_before_it_reads_and_says_what_it_finds_at_once(monkeypatch, capsys):
    done = []
    monkeypatch.setattr(document_reader.resource, "setrlimit", lambda *limit: done.append(limit))
    monkeypatch.setattr(document_reader.logging, "disable", lambda: done.append("silent"))

    def read(path):
        assert path == "heft.pdf"
        yield {"limits": [str(each) for each in done]}
        assert capsys.readouterr().out.endswith("}\n")
        yield {"text": "Größe"}

    monkeypatch.setattr(document_reader, "read", read)
    document_reader.main("heft.pdf")
    assert done == [
        (resource.RLIMIT_AS, (1024**3, 1024**3)),
        (resource.RLIMIT_CPU, (30, 30)),
        "silent",
    ]
    assert json.loads(capsys.readouterr().out) == {"text": "Größe"}


# --- accessibility ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "issues"),
    [
        (pdf(), ["tags", "language", "title"]),
        (pdf(lang="de", title="Heft"), ["tags"]),
        (marked_pdf(True), ["tags", "language", "title"]),
        (marked_pdf(False, StructTreeRoot=DictionaryObject()), ["tags", "language", "title"]),
        (marked_pdf(True, StructTreeRoot=DictionaryObject()), ["language", "title"]),
        (pdf(lang=" ", title=" "), ["tags", "language", "title"]),
        (pdf(""), ["tags", "text", "language", "title"]),
        (pdf(empty_pages=19), ["tags", "language", "title"]),
        (pdf(empty_pages=20), ["tags", "text", "language", "title"]),  # the first pages are looked at
        (protected_pdf(), ["protected"]),
        (b"", ["broken"]),
        (b"%PDF-1.4\n", ["broken"]),
        (b"%PDF-1.7\n" + b"\x00" * 5000, ["broken"]),
        (b"<html>", ["broken"]),
    ],
)
def test_a_pdf_file_says_all_that_it_lacks(content, issues, read):
    assert read(content, "pdf")["accessibility_issues"] == issues


def test_a_tagged_pdf_file_with_language_and_title_lacks_nothing(read):
    with open(ACCESSIBLE, "rb") as file:
        assert read(file.read(), "pdf")["accessibility_issues"] == []


def test_only_pdf_files_are_checked(read):
    assert "accessibility_issues" not in read(docx(), "docx")


def test_a_pdf_file_that_cannot_be_checked_is_read_nonetheless(read, monkeypatch):
    monkeypatch.delattr(document_reader, "islice")
    assert read(pdf(), "pdf") == {"accessibility_issues": ["broken"], "state": "read", "text": TEXT}


def test_a_pdf_file_is_opened_once(read):
    document_reader.open_pdf.cache_clear()
    read(pdf(), "pdf")
    assert document_reader.open_pdf.cache_info().misses == 1
