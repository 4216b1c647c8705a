"""What the group „Redaktion“ may do."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from ikpe_site.media.models import CustomDocument, CustomImage
from tests.factories import DocumentFactory, ImageFactory, NewsPageFactory, png
from tests.helpers import BeautifulSoup


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_home",
        "wagtailimages:index",
        "wagtailimages:add_multiple",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtailsnippets_topics_programme:list",
        "wagtailsnippets_topics_region:list",
        "wagtailsnippets_people_persongroup:list",
        "wagtailsnippets_publications_publicationcategory:list",
        "wagtailsearchpromotions:index",
        "missed_searches",
    ],
)
def test_editors_reach_the_rooms_they_need(name, editor_client):
    assert editor_client.get(reverse(name)).status_code == 200


def test_editors_reach_the_settings_of_the_institute(editor_client):
    url = reverse("wagtailsettings:edit", args=["core", "institutesettings"])
    assert editor_client.get(url, follow=True).status_code == 200


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"])
def test_editors_do_not_manage_accounts_and_sites(name, editor_client):
    assert editor_client.get(reverse(name)).status_code == 302


def test_editors_may_upload_a_picture_with_credit(editor_client, tmp_path):
    file = tmp_path / "bild.png"
    file.write_bytes(png())
    with file.open("rb") as upload:
        data = {"title": "Neues Bild", "file": upload, "credit": "Zeichnung: IKPE", "description": "Würfel"}
        response = editor_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 302
    image = CustomImage.objects.get(title="Neues Bild")
    assert (image.credit, image.default_alt_text) == ("Zeichnung: IKPE", "Würfel")


def test_editors_may_upload_a_document(editor_client, tmp_path):
    file = tmp_path / "heft.pdf"
    file.write_bytes(b"%PDF-1.4")
    with file.open("rb") as upload:
        data = {"title": "Heft", "file": upload, "description": "Ein Heft"}
        assert editor_client.post(reverse("wagtaildocs:add"), data).status_code == 302
    document = CustomDocument.objects.get(title="Heft")
    assert (document.description, document.file_size) == ("Ein Heft", 8)


def test_a_document_can_be_downloaded_by_visitors(client, db):
    response = client.get(DocumentFactory().url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    response.close()


def test_editors_may_publish_and_take_down_a_page(site_tree, editor_client):
    post = NewsPageFactory()
    permissions = post.permissions_for_user(editor_client.get("/admin/").wsgi_request.user)
    assert permissions.can_edit()
    assert permissions.can_publish()
    assert editor_client.post(reverse("wagtailadmin_pages:unpublish", args=[post.pk])).status_code == 302
    assert not Page.objects.get(pk=post.pk).live


def test_visitors_are_asked_to_log_in_to_the_admin(client, db):
    response = client.get("/admin/")
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_the_admin_speaks_german_and_asks_no_other_host(editor_client):
    soup = BeautifulSoup(editor_client.get("/admin/").content.decode(), "html.parser")
    assert soup.html["lang"] == "de"
    loaded = [tag.get("src") or tag.get("href") for tag in soup.select("script[src], link[href], img[src]")]
    assert not [address for address in loaded if address.startswith(("http", "//"))]


def test_a_picture_keeps_its_credit_in_the_form(editor_client):
    image = ImageFactory(credit="Archiv")
    response = editor_client.get(reverse("wagtailimages:edit", args=[image.pk]))
    assert 'value="Archiv"' in response.content.decode()
