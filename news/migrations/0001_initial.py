import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.filters
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts
import ikpe_site.feeds.writers


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0002_initial'),
        ('media', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='RelatedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'related page',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'list of news',
            },
            bases=(ikpe_site.core.filters.FilteredListMixin, ikpe_site.feeds.writers.FeedMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('date', models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name='date')),
                ('label', models.CharField(blank=True, help_text='Stands beside the date, for example „11/2019“.', max_length=40, verbose_name='mark beside the date')),
                ('pinned_until', models.DateField(blank=True, help_text='Up to this day, the post stands before all others on the home page and in the list.', null=True, verbose_name='pinned until')),
                ('teaser_is_proposed', models.BooleanField(default=False, editable=False)),
                ('kind', models.CharField(choices=[('meldung', 'Meldung'), ('rueckblick', 'Rückblick'), ('ankuendigung', 'Ankündigung'), ('stellenausschreibung', 'Stellenausschreibung'), ('unterwegs', 'IKPE unterwegs')], default='meldung', max_length=24, verbose_name='kind')),
                ('application_deadline', models.DateField(blank=True, db_index=True, help_text='Of a vacancy: the last day to apply. On the day after, the post expires and its address says so.', null=True, verbose_name='application deadline')),
                ('image_caption', models.CharField(blank=True, max_length=300, verbose_name='caption')),
                ('event', models.ForeignKey(blank=True, help_text='The event of a review. Each of the two then links to the other.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to='events.eventpage', verbose_name='looks back on')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
    ]
