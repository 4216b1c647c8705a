import pytest

from topics.models import Programme


@pytest.mark.parametrize(
    ("name", "full_name", "text"),
    [
        ("Landesprogramm Zusammenleben", "Landesprogramm Zusammenleben (LSZ)", "LSZ: Landesprogramm Zusammenleben"),
        ("Richtlinie (Prävention)", "Richtlinie (Prävention; LSZ)", "LSZ: Richtlinie (Prävention)"),
        ("LSZ", "LSZ", "LSZ"),
    ],
)
def test_a_programme_is_printed_without_two_brackets_in_a_row_and_never_twice(name, full_name, text):
    programme = Programme(abbreviation="LSZ", name=name)
    assert (programme.full_name, str(programme)) == (full_name, text)
