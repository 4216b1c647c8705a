"""Characters that nobody means to write."""

import pytest

from ikpe_site.text.characters import clean, clean_all

CASES = {
    "Anna\x0bMüller": "Anna Müller",  # what Word puts for a line break
    "eins\x0czwei\u2028drei\x85vier": "eins zwei drei vier",
    "a\x00b\x07c\x1bd\x7fe\x80f\x9fg": "abcdefg",
    "halb\ud83d und \udc00halb": "halb und halb",
    "nichts\ufffe\uffff\ufdd0\U0001ffff": "nichts",
    "Spalte\tzwei\nZeile zwei": "Spalte\tzwei\nZeile zwei",
    "von\r\nWindows\rund vom Mac": "von\nWindows\nund vom Mac",
    "Jugend\u200bhilfe\ufeff\u2060planung": "Jugendhilfeplanung",
    "Ge\u200cmein\u200dde": "Gemeinde",
    "ver\u202ekehrt\u202c\u200e": "verkehrt",
    "Kommunal\u00adplanung": "Kommunal\u00adplanung",  # where authors allow a break
    "geschützt\u00a0und\u202fschmal": "geschützt\u00a0und\u202fschmal",
    "\U0001f469\u200d\U0001f52c und ❤\ufe0f\u200d\U0001f525": "\U0001f469\u200d\U0001f52c und ❤\ufe0f\u200d\U0001f525",
    "\u0645\u06cc\u200c\u062e": "\u0645\u06cc\u200c\u062e",  # Persian needs the joiner
    "Łódź – „Größe“ – 10\u2011Punkte\u2011Plan": "Łódź – „Größe“ – 10\u2011Punkte\u2011Plan",
}


@pytest.mark.parametrize(("typed", "kept"), CASES.items(), ids=map(ascii, CASES))
def test_text_keeps_what_is_meant(typed, kept):
    assert clean(typed) == kept
    assert clean(kept) == kept


def test_records_are_clean_all_through():
    record = ("a\x0bb", 3, None, ["c\x00"], {"d": "e\ufeff"})
    assert clean_all(record) == ("a b", 3, None, ["c"], {"d": "e"})
