import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.contrib.routable_page.models
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts
import ikpe_site.editing.snippet_previews
import ikpe_site.feeds.writers


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(editable=False, max_length=120, unique=True, verbose_name='slug')),
                ('abbreviation', models.CharField(max_length=20, unique=True, verbose_name='abbreviation')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['abbreviation'],
            },
            bases=(modelsearch.index.Indexed, ikpe_site.editing.snippet_previews.ShownOnPageMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(editable=False, max_length=120, unique=True, verbose_name='slug')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('kind', models.CharField(choices=[('county', 'Landkreis'), ('city', 'kreisfreie Stadt'), ('state', 'Land'), ('outside', 'outside Thuringia')], default='county', max_length=10, verbose_name='kind')),
                ('key', models.CharField(help_text='Five digits, 16… for Thuringia; 00000 stands for „außerhalb Thüringens“.', max_length=5, unique=True, validators=[django.core.validators.RegexValidator('^\\d{5}$', 'The key has five digits, for example 16070.')], verbose_name='official key')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='dissolved on')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='topics.region', verbose_name='merged into')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, ikpe_site.editing.snippet_previews.ShownOnPageMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ProjectPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('starts_on', models.DateField(blank=True, help_text='1 January, if only the year is known.', null=True, verbose_name='start')),
                ('ends_on', models.DateField(blank=True, help_text='31 December, if only the year is known.', null=True, verbose_name='end')),
                ('funder', models.CharField(blank=True, max_length=255, verbose_name='funder')),
                ('partners', models.CharField(blank=True, max_length=500, verbose_name='partners')),
                ('regions_as_of', models.DateField(blank=True, help_text='Shown as month and year, for example „April 2019“.', null=True, verbose_name='counties as of')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='projects', to='topics.programme', verbose_name='programme')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='projects', to='topics.region', verbose_name='participating counties')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='RegionIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'list of regions',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='TopicIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'list of topics',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='TopicPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('accordion', ikpe_site.core.fields.StreamField([], blank=True, help_text='Readers open one section at a time, for example „Zum Thema“ and „Unser Vorgehen“.', verbose_name='sections')),
                ('hue', models.CharField(choices=[('petrol', 'petrol'), ('amber', 'yellow'), ('coral', 'coral'), ('leaf', 'green'), ('indigo', 'indigo')], default='petrol', max_length=10, verbose_name='colour')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
            },
            bases=(ikpe_site.feeds.writers.FeedMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.AddField(
            model_name='programme',
            name='topic',
            field=models.ForeignKey(blank=True, help_text='Who is responsible for the programme also appears on the page of this topic.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='programmes', to='topics.topicpage', verbose_name='topic'),
        ),
        migrations.CreateModel(
            name='WorkAreaIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'list of work areas',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='WorkAreaPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('accordion', ikpe_site.core.fields.StreamField([], blank=True, help_text='Readers open one section at a time, for example „Zum Thema“ and „Unser Vorgehen“.', verbose_name='sections')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'work area',
                'verbose_name_plural': 'work areas',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
    ]
