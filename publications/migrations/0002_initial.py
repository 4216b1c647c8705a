import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('publications', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='publicationpage',
            name='projects',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='publications', to='topics.projectpage', verbose_name='projects'),
        ),
        migrations.AddField(
            model_name='publicationpage',
            name='regions',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='publications', to='topics.region', verbose_name='regions'),
        ),
        migrations.AddField(
            model_name='publicationpage',
            name='social_image',
            field=models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture'),
        ),
        migrations.AddField(
            model_name='publicationpage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='publications', to='topics.topicpage', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='publicationfile',
            name='publication',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='publications.publicationpage'),
        ),
        migrations.AddField(
            model_name='contributor',
            name='publication',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='publications.publicationpage'),
        ),
    ]
