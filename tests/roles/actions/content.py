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
def see_the_pictures(member):
    return member.may_open("wagtailimages:index")


@action
def upload_a_picture(member):
    data = {"title": "Neu", "file": SimpleUploadedFile("neu.png", png()), "collection": root_collection().pk}
    member.post("wagtailimages:add", data=data)
    return CustomImage.objects.filter(title="Neu").exists()


def root_collection():
    return Collection.get_first_root_node()


@action
def change_the_own_picture(member):
    return member.may_open("wagtailimages:edit", ImageFactory(uploaded_by_user=member.user).pk)


@action
def change_a_picture_of_another(member):
    return member.may_open("wagtailimages:edit", ImageFactory(uploaded_by_user=a_user()).pk)


@action
def delete_a_picture_of_another(member):
    image = ImageFactory(uploaded_by_user=a_user())
    member.post("wagtailimages:delete", image.pk)
    return not CustomImage.objects.filter(pk=image.pk).exists()


@action
def upload_a_document(member):
    file = SimpleUploadedFile("neu.pdf", b"%PDF-1.4\n")
    member.post("wagtaildocs:add", data={"title": "Neu", "file": file, "collection": root_collection().pk})
    return CustomDocument.objects.filter(title="Neu").exists()


@action
def change_a_document_of_another(member):
    return member.may_open("wagtaildocs:edit", DocumentFactory(uploaded_by_user=a_user()).pk)


@action
def delete_a_document_of_another(member):
    document = DocumentFactory(uploaded_by_user=a_user())
    member.post("wagtaildocs:delete", document.pk)
    return not CustomDocument.objects.filter(pk=document.pk).exists()


@action
def see_the_collections(member):
    return member.may_open("wagtailadmin_collections:index")


@action
def add_a_collection(member):
    member.post("wagtailadmin_collections:add", data={"name": "Fotos", "parent": root_collection().pk})
    return Collection.objects.filter(name="Fotos").exists()


@action
def change_a_programme(member):
    programme = ProgrammeFactory()
    data = {"abbreviation": programme.abbreviation, "name": "Geändert", "topic": ""}
    member.post("wagtailsnippets_topics_programme:edit", programme.pk, data=data)
    return Programme.objects.get(pk=programme.pk).name == "Geändert"


@action
def add_a_region(member):
    data = {"name": "Neukreis", "kind": Region.Kind.COUNTY, "key": "99999", "dissolved_on": "", "merged_into": ""}
    member.post("wagtailsnippets_topics_region:add", data=data)
    return Region.objects.filter(name="Neukreis").exists()


@action
def delete_a_group_of_people(member):
    group = PersonGroupFactory()
    member.post("wagtailsnippets_people_persongroup:delete", group.pk)
    return not PersonGroup.objects.filter(pk=group.pk).exists()


@action
def change_a_category_of_publications(member):
    return member.may_open("wagtailsnippets_publications_publicationcategory:edit", CategoryFactory().pk)


@action
def change_the_settings_of_the_institute(member):
    return member.may_open("wagtailsettings:edit", "core", "institutesettings", member.site_tree.home.get_site().pk)


@action
def change_the_style_of_references(member):
    site = member.site_tree.home.get_site()
    return member.may_open("wagtailsettings:edit", "publications", "citationsettings", site.pk)


@action
def see_the_redirects(member):
    return member.may_open("wagtailredirects:index")


@action
def add_a_redirect(member):
    data = {
        "old_path": "/alt",
        "site": "",
        "is_permanent": "on",
        "redirect_page": "",
        "redirect_link": "https://example.org/",
    }
    member.post("wagtailredirects:add", data=data)
    return Redirect.objects.filter(old_path="/alt").exists()


@action
def import_redirects(member):
    return member.may_open("redirects_import")
