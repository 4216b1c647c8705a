"""What the institute says of itself, and what the imprint still lacks."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from ikpe_site.core.models import InstituteSettings
from tests.factories import ContentPageFactory, ImageFactory
from tests.helpers import get_soup, hrefs, main_of, words

EDIT = ("wagtailsettings:edit", ["core", "institutesettings"])


def label(field: str) -> str:
    return str(InstituteSettings._meta.get_field(field).verbose_name)


def fill_all(settings):
    for field in settings.imprint_fields:
        setattr(settings, field, "info@ikpe-erfurt.de" if field == "email" else "Angabe")
    settings.save()


def test_logos_stand_in_the_footer_of_every_page_with_their_name_and_link(institute):
    logo = {"image": ImageFactory().pk, "decorative": False, "alt_text": "Logo"}
    entries = [
        {"name": "Hochschule", "logo": logo, "url": "https://www.fh-erfurt.de/"},
        {"name": "Förderer", "logo": logo},
    ]
    institute.logos = institute.logos.stream_block.to_python([{"type": "logo", "value": entry} for entry in entries])
    institute.save()
    logos = get_soup("/").select_one(".site-footer-logos")
    assert [image["alt"] for image in logos.select("img")] == ["Hochschule", "Förderer"]
    assert hrefs(logos) == ["https://www.fh-erfurt.de/"]


def test_without_logos_there_is_no_room_for_them(institute):
    assert get_soup("/").select(".site-footer-logos") == []


@pytest.fixture
def dashboard(editor_client):
    return lambda: editor_client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.fixture
def form(editor_client):
    """The page of the settings, wherever the first site leads."""
    return lambda: editor_client.get(reverse(EDIT[0], args=EDIT[1]), follow=True).content.decode()


def test_the_imprint_needs_what_the_law_asks_for():
    assert set(InstituteSettings.imprint_fields) >= {
        "name",
        "street",
        "postal_code",
        "city",
        "email",
        "representatives",
        "register_court",
        "register_number",
        "editorially_responsible",
    }


def test_what_is_missing_is_named_on_the_dashboard_and_in_the_settings(institute, dashboard, form):
    missing = institute.missing_imprint_fields
    assert label("representatives") in missing
    assert label("street") not in missing
    for name in map(str, missing):
        assert escape(name) in dashboard()
        assert f"<li>{escape(name)}</li>" in form()


def test_what_is_filled_in_is_named_no_longer(institute, dashboard, form):
    institute.representatives = "Petra Muster"
    institute.save()
    assert label("representatives") not in institute.missing_imprint_fields
    assert f"<li>{escape(label('representatives'))}</li>" not in form()
    fill_all(institute)
    assert institute.missing_imprint_fields == []
    assert "help-block help-warning" not in dashboard()
    assert f"<li>{escape(label('register_court'))}</li>" not in form()


def test_the_dashboard_leads_to_the_form(institute, editor_client):
    soup = get_soup(reverse("wagtailadmin_home"), editor_client)
    assert reverse(EDIT[0], args=EDIT[1]) in hrefs(soup.select_one(".help-warning"))


def imprint():
    return main_of(ContentPageFactory(title="Impressum", body=[("imprint", None)]).url).select_one(".imprint")


def test_the_imprint_leaves_out_what_is_empty(institute):
    shown = imprint()
    assert "Altonaer Straße 25" in words(shown)
    assert len(shown.select("dt")) == 3, "name and address, phone, mail"
    assert all(words(entry) for entry in shown.select("dd"))


def test_the_imprint_shows_what_is_filled_in(institute):
    institute.representatives = "Petra Muster (Vorsitzende)"
    institute.register_court, institute.register_number = "Amtsgericht Erfurt", "VR 1234"
    institute.vat_id, institute.editorially_responsible = "DE123456789", "Max Beispiel"
    institute.save()
    text = words(imprint())
    for part in ("Petra Muster (Vorsitzende)", "Amtsgericht Erfurt, VR 1234", "DE123456789", "Max Beispiel"):
        assert part in text


def test_address_phone_and_mail_stand_on_every_page(institute):
    footer = get_soup("/").select_one("footer")
    assert "Altonaer Straße 25" in words(footer)
    assert {"tel:+4936130257600", "mailto:info@ikpe-erfurt.de"} <= set(hrefs(footer))


def test_without_an_address_the_platform_leads_to_the_contacts(site_tree, institute):
    home = site_tree.home
    home.body = [("platform", {"heading": "Plattform", "hidden": False, "text": "<p>Text</p>"})]
    home.save()
    assert hrefs(main_of("/").select_one(".home-beside")) == [site_tree.contact.url]
    institute.platform_url, institute.platform_label = "https://plattform.example.org/", "Zur Plattform"
    institute.save()
    link = main_of("/").select_one(".home-beside a")
    assert (link["href"], words(link)) == ("https://plattform.example.org/", "Zur Plattform")


def test_a_site_without_any_settings_still_answers(site_tree, client):
    InstituteSettings.objects.all().delete()
    assert client.get("/").status_code == 200
    assert InstituteSettings.objects.count() == 1
