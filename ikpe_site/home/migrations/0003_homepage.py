"""A home page and a site that shows it, in place of the „Welcome to Wagtail“ page of a new database.

And a German name for the collection that everything is in: editors meet it in each form of a picture.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations


def create_homepage(apps, schema_editor):
    Collection = apps.get_model("wagtailcore", "Collection")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    Page.objects.filter(depth=2).delete()
    Site.objects.all().delete()
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    homepage = HomePage.objects.create(
        title="IKPE",
        draft_title="IKPE",
        headline="Institut für kommunale Planung und Entwicklung",
        slug="home",
        content_type=content_type,
        locale=Locale.objects.get(),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    Page.objects.filter(depth=1).update(numchild=1)
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.create(
        hostname=address.hostname,
        port=port,
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page_id=homepage.pk,
        is_default_site=True,
    )
    Collection.objects.filter(depth=1).update(name="Allgemein")


class Migration(migrations.Migration):
    dependencies = [("home", "0002_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(create_homepage, migrations.RunPython.noop)]
