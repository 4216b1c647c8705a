import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('media', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='contentpage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='contentpage',
            name='social_image',
            field=models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture'),
        ),
        migrations.AddField(
            model_name='institutesettings',
            name='site',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site'),
        ),
        migrations.AddField(
            model_name='institutesettings',
            name='social_image',
            field=models.ForeignKey(blank=True, help_text='Shown where the home page is shared. 1200 × 630 pixels fit best. For other pages without a picture one is drawn from their title.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture'),
        ),
    ]
