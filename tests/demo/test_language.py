"""The demo content is in good German: short sentences, one way of writing each thing."""

import re

import pytest

from tests.demo.texts import FILES, sentences, texts

LONGEST_SENTENCE = 25
STUDY = "Die sozialräumliche Verteilung von Zuwanderern in den deutschen Städten zwischen 2014 und 2017"
ROLES = (
    "Sozialplaner|Planer|Planungskoordinator|Integrationsmanager|Vertreter|Besucher|Partner|Gesprächspartner|Mitarbeiter"
    "|Teilnehmer|Wissenschaftler|Zuwanderer|Bürger|Landrät|Kompetenzträger|Ansprechpartner|Leser|Nutzer|Redakteur"
)
MONTHS_OR_WORDS = r"(?:\d|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
WRITTEN_OTHERWISE = {
    "roles take the star": rf"\b(?:{ROLES})(?:n|s|en)?\b(?!\*)",
    "no other way of naming all genders": r"\w+innen und \w+|[a-zäöüß]Innen\b|\w[:_/]-?innen\b",
    "no blank in e.V.": r"e\. ?V(?!\.)|e\. V\.",
    "no blanks around the dash of a range": rf"\d\.? – {MONTHS_OR_WORDS}",
    "an en dash in ranges": r"\b(?:1[89]|20)\d\d-(?:\d\d){1,2}\b|\d\. ?- ?\d",
    "days with the name of the month": r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?",
    "full hours without minutes": r":00 Uhr|:00[–-]",
    "German quotation marks": r"[\"”’«»]|(?:^|\s)[“‘]|(?:^|\s)'|'(?:\s|$)",
    "no blanks of their own kind": "[\u00a0\u202f]",  # the site sets them
    "one word for one thing": r"[Aa]nsprechbar|Kontaktperson|Bildschirmleser|Veröffentlichung(?:en)?\b|Planungsfachkr",
}


@pytest.mark.parametrize("name", FILES)
def test_sentences_are_short(name):
    long = [
        (place, sentence)
        for place, text in texts(name)
        for sentence in sentences(text)
        if len(re.findall(r"\w[\w*·-]*", sentence)) > LONGEST_SENTENCE
    ]
    assert long == []


@pytest.mark.parametrize("rule", WRITTEN_OTHERWISE)
@pytest.mark.parametrize("name", FILES)
def test_each_thing_is_written_in_one_way(name, rule):
    found = [
        (place, match[0], text[max(0, match.start() - 30) : match.end() + 30])
        for place, text in texts(name)
        for match in re.finditer(WRITTEN_OTHERWISE[rule], text.replace(STUDY, "…"))
    ]
    assert found == []


def test_where_sentences_end():
    text = "Am 9. März sprach Prof. Dr. Helbig vom IKPE e.V. zu Art. 6 lit. f. Wer kam? 52 Gäste. „Gut!“ Ende."
    assert len(sentences(text)) == 5
