import django.db.models.deletion
import django.db.models.functions.text
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0003_initial'),
        ('media', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='eventpage',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='topics.programme', verbose_name='programme'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='regions',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='events', to='topics.region', verbose_name='regions'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='social_image',
            field=models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='events', to='topics.topicpage', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='eventquestion',
            name='event',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='events.eventpage'),
        ),
        migrations.AddField(
            model_name='eventseriespage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='eventseriespage',
            name='social_image',
            field=models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='series',
            field=models.ForeignKey(blank=True, help_text='For example „Werkstattgespräch“. The event then also stands on the page of the series.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='events.eventseriespage', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='registration',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='events.eventpage', verbose_name='event'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['event', 'status'], name='events_regi_event_i_c98244_idx'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(models.F('event'), django.db.models.functions.text.Lower('email'), condition=models.Q(('status', 'cancelled'), _negated=True), name='one_registration_per_address'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('event', 'position'), name='one_registration_per_rank'),
        ),
    ]
