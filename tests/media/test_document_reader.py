"""What the program that reads uploaded documents says of a file."""

import json
import resource
from itertools import count
from pathlib import Path

import pytest
from pypdf.generic import DictionaryObject

from ikpe_site.media import document_reader

from .documents import (
    OFFICE_WITH_PASSWORD,
    TEXT,
    docx,
    docx_of,
    docx_with_people,
    marked_pdf,
    odf,
    odf_of,
    odt_with_people,
    pdf,
    pdf_with_people,
    pptx,
    pptx_with_people,
    protected_odf,
    protected_pdf,
    xlsx,
    xlsx_with_people,
)

CASES = Path(__file__).with_name("cases") / "documents"
WORD_BODY = """
<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Vor dem Kasten</w:t></w:r>
<w:r><mc:AlternateContent>
<mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>Im Kasten</w:t></w:r></w:p></w:txbxContent></mc:Choice>
<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Im Kasten</w:t></w:r></w:p></w:txbxContent></mc:Fallback>
</mc:AlternateContent></w:r><w:r><w:t xml:space="preserve"> danach</w:t></w:r>
<w:del><w:r><w:delText>gestrichen</w:delText></w:r></w:del></w:p>
<w:p><!-- nichts --><w:r><w:t>Zwei</w:t><w:cr/><w:t>Zeilen</w:t></w:r></w:p>"""
WORD_NOTE = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>In der Fußnote</w:t></w:r></w:p>"
OPEN_DOCUMENT_BODY = """
<text:p>Satz<text:span>ung</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>Die Fußnote</text:p></text:note-body></text:note> gilt<office:annotation><text:p>Bitte prüfen</text:p>
</office:annotation> ab<text:s text:c="3"/>heute<draw:frame><svg:desc>Ein Kasten</svg:desc><draw:text-box>
<text:p>Im Kasten</text:p></draw:text-box></draw:frame></text:p><text:h>Ein neuer<text:tab/>Absatz</text:h>"""

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
        ("Pla\xad\n nung", "Planung"),
        ("Sozial-\nplanung", "Sozialplanung"),
        ("Sozial\u2010 \n planung", "Sozialplanung"),
        ("Sozial-\nund Jugendhilfe", "Sozial- und Jugendhilfe"),
        ("Kinder- \n bzw. Jugendhilfe", "Kinder- bzw. Jugendhilfe"),
        ("Gesund-\nunds", "Gesundunds"),
        ("Ilm-\nKreis", "Ilm-Kreis"),
        ("AGATHE-\nnetz", "AGATHE-netz"),
        ("2020-\n2021", "2020-2021"),
        ("Text -\nmehr", "Text - mehr"),
        ("Ba\u0308der", "B\u00e4der"),
        ("\ufb01nden", "finden"),
    ],
)
def test_a_line_is_cleaned_for_search_and_database(part, line):
    assert document_reader.clean(part) == line


# The case files of tests/media/cases/documents, and the same in other programs' ways.
WORDS_OF = {
    "csv-excel-de.csv": "Kreis;Größe Ilm-Kreis;5",
    "docx-tab-break-hyphens.docx": (
        "Erfurt Weimar Gotha\nIlm-Kreis\nGesundheitsziele\nZelleeins\nZellezwei\nKopfzeilenwort"
    ),
    "odt-tab-break.odt": "Erfurt Weimar Gotha zwei",
    "pdf-line-end-hyphens.pdf": (
        "Die Sozial- und Jugendhilfeplanung im Landkreis mit der Kinder- und Familienfreundlichkeit in Nordhausen-"
        "Salza und Kita-Plaetze Gesundheitskonferenz tagt"
    ),
    **{
        f"pdf-owner-password-{kind}.pdf": "Nur drucken erlaubt: Gesundheitsbericht"
        for kind in ("AES-128", "AES-256", "RC4-128")
    },
    "pptx-line-break.pptx": "Erste Zeile\nEins Zwei Drei",
    "xlsx-values.xlsx": "Sheet\nZeile1 Zeile2 01.05.2020 1234.5",
}


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_files_of_other_programs_are_read_word_by_word(path, read):
    document = read(path.read_bytes(), path.suffix[1:])
    assert (document["state"], document["text"]) == ("read", WORDS_OF[path.name])


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Kreis\tGröße\r\n".encode("utf-16"), "Kreis Größe"),
        (b"\xfe\xff" + "Kreis\tGröße".encode("utf-16-be"), "Kreis Größe"),
        (b"\xff\xfe" + "Größe".encode("utf-16-le")[:-1], "Größ\ufffd"),
        ("Größe".encode()[:3], "Gr"),  # where the reader stops in a long file
        ("“Größe” – 5 €".encode("cp1252"), "“Größe” – 5 €"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_has(content, text, read):
    assert read(content, "txt")["text"] == text


def test_text_beside_the_text_of_a_word_file_is_read_once(read):
    assert read(docx_of(WORD_BODY, footnotes=WORD_NOTE), "docx")["text"] == (
        "Vor dem Kasten danach\nIm Kasten\nZwei Zeilen\nIn der Fußnote"
    )


def test_notes_and_boxes_of_an_open_document_are_read_apart_from_the_paragraph(read):
    text = read(odf_of(OPEN_DOCUMENT_BODY), "odt")["text"]
    assert text == "Satzung gilt ab heute\nDie Fußnote\nIm Kasten\nEin neuer Absatz"


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
    told = read(pdf(), "pdf")
    assert (told["accessibility_issues"], told["state"], told["text"]) == (["broken"], "read", TEXT)


def test_a_pdf_file_is_opened_once(read):
    document_reader.open_pdf.cache_clear()
    read(pdf(), "pdf")
    assert document_reader.open_pdf.cache_info().misses == 1


# --- names and comments ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extension", "content", "people", "comments"),
    [
        ("docx", docx_with_people(), ["Anna Autorin", "Karl Kommentar", "Lars Letzter", "Petra Prüfung"], 1),
        ("xlsx", xlsx_with_people(), ["Anna Autorin", "Karl Kommentar"], 1),
        ("pptx", pptx_with_people(), ["Anna Autorin", "Karl Kommentar"], 2),
        ("odt", odt_with_people(), ["Anna Autorin", "Karl Kommentar"], 1),
        ("pdf", pdf_with_people(), ["Anna Autorin", "Karl Kommentar"], 1),
        *(("docx", docx(), [], 0), ("xlsx", xlsx(), [], 0), ("pdf", pdf(), [], 0), ("pdf", b"kaputt", [], 0)),
    ],
)
def test_whose_names_a_file_gives_away_is_told_and_how_many_comments(extension, content, people, comments, read):
    told = read(content, extension)
    assert (sorted(told["people"]), told["comments"]) == (people, comments)


def test_names_are_told_once_and_not_endlessly(monkeypatch):
    monkeypatch.setattr(document_reader, "MAX_NAMES", 2)
    assert document_reader.names(["Anna", None, "Anna ", "4711", "openpyxl", "B" * 90, "Carla"]) == ["Anna", "B" * 80]
