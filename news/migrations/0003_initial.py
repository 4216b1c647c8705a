import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('news', '0002_initial'),
        ('topics', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='newspage',
            name='regions',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='news', to='topics.region', verbose_name='regions'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='social_image',
            field=models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='news', to='topics.topicpage', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='relatedpage',
            name='news_page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_pages', to='news.newspage'),
        ),
        migrations.AddField(
            model_name='relatedpage',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='page'),
        ),
    ]
