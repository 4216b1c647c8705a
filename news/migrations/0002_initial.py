import modelcluster.fields
from django.db import migrations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('news', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='newspage',
            name='people',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='news', to='people.personpage', verbose_name='people'),
        ),
    ]
