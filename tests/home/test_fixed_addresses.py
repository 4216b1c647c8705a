"""What clients ask for unasked, at addresses that are the same on every website."""

import datetime
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from ikpe_site.core.models import InstituteSettings


@pytest.mark.parametrize(
    ("url", "kind"),
    [("/favicon.ico", "ICO"), ("/apple-touch-icon.png", "PNG")],
)
def test_the_icons_are_where_browsers_look_for_them(url, kind):
    answer = Client().get(url)
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert Image.open(BytesIO(b"".join(answer))).format == kind


def test_who_finds_a_weakness_reads_whom_to_tell(site_tree):
    institute = InstituteSettings.objects.get_or_create(site=site_tree.home.get_site())[0]
    answers = []
    for institute.email in ("it@example.org", ""):
        institute.save()
        answer = Client().get("/.well-known/security.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        answers.append(dict(line.split(": ", 1) for line in answer.content.decode().splitlines()))
    assert [answer["Contact"] for answer in answers] == ["mailto:it@example.org", "http://127.0.0.1:8000/kontakt/"]
    expires = datetime.datetime.fromisoformat(answers[0]["Expires"])
    assert datetime.timedelta(days=60) < expires - timezone.now() < datetime.timedelta(days=365)
    assert answers[0]["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"


@pytest.mark.parametrize(
    "url", ["/team/%00/kontakt.vcf", "/%00", "/anmeldung/meine/%00/", "/documents/1/%00", "/aktuelles/%00nachricht/"]
)
def test_there_is_nothing_where_no_database_can_look(url, site_tree):
    assert Client().get(url).status_code == 404
