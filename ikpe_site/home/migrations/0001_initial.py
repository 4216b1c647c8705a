import django.db.models.deletion
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('kicker', models.CharField(blank=True, help_text='What the institute is, in a few words.', max_length=120, verbose_name='line above the headline')),
                ('headline', models.CharField(help_text='One sentence, the largest of the site.', max_length=120, verbose_name='headline')),
                ('buttons', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='buttons')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='sections')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
    ]
