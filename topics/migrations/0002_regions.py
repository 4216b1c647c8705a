"""The counties of Thüringen, with their official keys, and „außerhalb Thüringens“.

Keys: Gemeindeverzeichnis of the Statistisches Bundesamt. Eisenach became part of the Wartburgkreis on 1 July 2021.
"""

import datetime

from django.db import migrations

CITIES = {"16051": "Erfurt", "16052": "Gera", "16053": "Jena", "16054": "Suhl", "16055": "Weimar"}
COUNTIES = {
    "16061": "Eichsfeld",
    "16062": "Nordhausen",
    "16063": "Wartburgkreis",
    "16064": "Unstrut-Hainich-Kreis",
    "16065": "Kyffhäuserkreis",
    "16066": "Schmalkalden-Meiningen",
    "16067": "Gotha",
    "16068": "Sömmerda",
    "16069": "Hildburghausen",
    "16070": "Ilm-Kreis",
    "16071": "Weimarer Land",
    "16072": "Sonneberg",
    "16073": "Saalfeld-Rudolstadt",
    "16074": "Saale-Holzland-Kreis",
    "16075": "Saale-Orla-Kreis",
    "16076": "Greiz",
    "16077": "Altenburger Land",
}
SLUGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})


def create_regions(apps, schema_editor):
    Region = apps.get_model("topics", "Region")

    def create(key, name, kind, **fields):
        return Region.objects.create(key=key, name=name, kind=kind, slug=name.lower().translate(SLUGS), **fields)

    for key, name in CITIES.items():
        create(key, name, "city")
    counties = {key: create(key, name, "county") for key, name in COUNTIES.items()}
    create("16056", "Eisenach", "city", dissolved_on=datetime.date(2021, 7, 1), merged_into=counties["16063"])
    create("00000", "außerhalb Thüringens", "outside")


class Migration(migrations.Migration):
    dependencies = [("topics", "0001_initial")]

    operations = [migrations.RunPython(create_regions, migrations.RunPython.noop)]
