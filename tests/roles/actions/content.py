"""What somebody may try with pictures, documents, snippets, settings and redirects."""

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection

from ikpe_site.media.models import CustomDocument, CustomImage
from people.models import PersonGroup
from tests.factories import CategoryFactory, DocumentFactory, ImageFactory, PersonGroupFactory, ProgrammeFactory, png
from topics.models import Programme, Region

from .dashboard import a_user, action


@action
def see_the_pictures(desk):
    return desk.may_open("wagtailimages:index")


@action
def upload_a_picture(desk):
    data = {"title": "Neu", "file": SimpleUploadedFile("neu.png", png()), "collection": root_collection().pk}
    desk.post("wagtailimages:add", data=data)
    return CustomImage.objects.filter(title="Neu").exists()


def root_collection():
    return Collection.get_first_root_node()


@action
def change_the_own_picture(desk):
    return desk.may_open("wagtailimages:edit", ImageFactory(uploaded_by_user=desk.user).pk)


@action
def change_a_picture_of_another(desk):
    return desk.may_open("wagtailimages:edit", ImageFactory(uploaded_by_user=a_user()).pk)


@action
def delete_a_picture_of_another(desk):
    image = ImageFactory(uploaded_by_user=a_user())
    desk.post("wagtailimages:delete", image.pk)
    return not CustomImage.objects.filter(pk=image.pk).exists()


@action
def upload_a_document(desk):
    file = SimpleUploadedFile("neu.pdf", b"%PDF-1.4\n")
    desk.post("wagtaildocs:add", data={"title": "Neu", "file": file, "collection": root_collection().pk})
    return CustomDocument.objects.filter(title="Neu").exists()


@action
def change_a_document_of_another(desk):
    return desk.may_open("wagtaildocs:edit", DocumentFactory(uploaded_by_user=a_user()).pk)


@action
def delete_a_document_of_another(desk):
    document = DocumentFactory(uploaded_by_user=a_user())
    desk.post("wagtaildocs:delete", document.pk)
    return not CustomDocument.objects.filter(pk=document.pk).exists()


@action
def see_the_collections(desk):
    return desk.may_open("wagtailadmin_collections:index")


@action
def add_a_collection(desk):
    desk.post("wagtailadmin_collections:add", data={"name": "Fotos", "parent": root_collection().pk})
    return Collection.objects.filter(name="Fotos").exists()


@action
def change_a_programme(desk):
    programme = ProgrammeFactory()
    data = {"abbreviation": programme.abbreviation, "name": "Geändert", "topic": ""}
    desk.post("wagtailsnippets_topics_programme:edit", programme.pk, data=data)
    return Programme.objects.get(pk=programme.pk).name == "Geändert"


@action
def add_a_region(desk):
    data = {"name": "Neukreis", "kind": Region.Kind.COUNTY, "key": "99999", "dissolved_on": "", "merged_into": ""}
    desk.post("wagtailsnippets_topics_region:add", data=data)
    return Region.objects.filter(name="Neukreis").exists()


@action
def delete_a_group_of_people(desk):
    group = PersonGroupFactory()
    desk.post("wagtailsnippets_people_persongroup:delete", group.pk)
    return not PersonGroup.objects.filter(pk=group.pk).exists()


@action
def change_a_category_of_publications(desk):
    return desk.may_open("wagtailsnippets_publications_publicationcategory:edit", CategoryFactory().pk)


@action
def change_the_settings_of_the_institute(desk):
    return desk.may_open("wagtailsettings:edit", "core", "institutesettings", desk.site_tree.home.get_site().pk)


@action
def change_the_style_of_references(desk):
    site = desk.site_tree.home.get_site()
    return desk.may_open("wagtailsettings:edit", "publications", "citationsettings", site.pk)


@action
def see_the_redirects(desk):
    return desk.may_open("wagtailredirects:index")


@action
def add_a_redirect(desk):
    data = {
        "old_path": "/alt",
        "site": "",
        "is_permanent": "on",
        "redirect_page": "",
        "redirect_link": "https://example.org/",
    }
    desk.post("wagtailredirects:add", data=data)
    return Redirect.objects.filter(old_path="/alt").exists()


@action
def import_redirects(desk):
    return desk.may_open("redirects_import")
