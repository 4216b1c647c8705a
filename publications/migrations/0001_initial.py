import django.core.validators
import django.db.models.deletion
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.filters
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts
import ikpe_site.editing.snippet_previews
import ikpe_site.feeds.writers
import publications.feeds


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('people', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicationCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(editable=False, max_length=120, unique=True, verbose_name='slug')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='The lowest number comes first.', verbose_name='order')),
            ],
            options={
                'verbose_name': 'category of publications',
                'verbose_name_plural': 'categories of publications',
                'ordering': ['sort_order', 'name'],
            },
            bases=(ikpe_site.editing.snippet_previews.ShownOnPageMixin, models.Model),
        ),
        migrations.CreateModel(
            name='CitationSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('style', models.CharField(choices=[('apa', 'APA (7th edition)'), ('iso690-author-date-de', 'DIN ISO 690')], default='apa', help_text='How references are written on the list and on the page of each publication.', max_length=40, verbose_name='style of the references')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'references',
                'verbose_name_plural': 'references',
            },
        ),
        migrations.CreateModel(
            name='Contributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('family', models.CharField(blank=True, max_length=80, verbose_name='family name')),
                ('given', models.CharField(blank=True, max_length=80, verbose_name='given name')),
                ('literal', models.CharField(blank=True, help_text='For example „IKPE“.', max_length=160, verbose_name='organisation')),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor'), ('translator', 'Translation'), ('contributor', 'Collaboration')], default='author', max_length=12, verbose_name='role')),
                ('person', models.ForeignKey(blank=True, help_text='Or, for all others, a name:', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='people.personpage', verbose_name='person of the team')),
            ],
            options={
                'verbose_name': 'contributor',
                'verbose_name_plural': 'contributors',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PublicationFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='media.customdocument', verbose_name='document')),
            ],
            options={
                'verbose_name': 'file',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublicationIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'list of publications',
            },
            bases=(ikpe_site.core.filters.FilteredListMixin, ikpe_site.feeds.writers.FeedMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PublicationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('csl_type', models.CharField(choices=[('article-journal', 'Article in a journal'), ('chapter', 'Chapter in a book'), ('article-newspaper', 'Article in a newspaper'), ('broadcast', 'Broadcast'), ('report', 'Report'), ('book', 'Book'), ('speech', 'Talk'), ('webpage', 'Page on the web')], default='article-journal', max_length=20, verbose_name='type')),
                ('issued_year', models.PositiveSmallIntegerField(blank=True, db_index=True, help_text='Without a year the publication counts as forthcoming.', null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('issued_on', models.DateField(blank=True, help_text='For newspapers, pages on the web and talks.', null=True, verbose_name='day of publication')),
                ('container_title', models.CharField(blank=True, help_text='The journal, newspaper, book or website it appeared in; for a talk the event.', max_length=255, verbose_name='published in')),
                ('volume', models.CharField(blank=True, help_text='For journals: „50“.', max_length=40, verbose_name='volume')),
                ('issue', models.CharField(blank=True, help_text='For journals: „4“ or „4/2019“.', max_length=40, verbose_name='issue')),
                ('page', models.CharField(blank=True, help_text='For articles and chapters: „26–35“.', max_length=40, verbose_name='pages')),
                ('edition', models.CharField(blank=True, help_text='For books, from the second on: „2“.', max_length=40, verbose_name='edition')),
                ('publisher', models.CharField(blank=True, help_text='For reports the institution that published it.', max_length=255, verbose_name='publisher')),
                ('publisher_place', models.CharField(blank=True, max_length=120, verbose_name='place of publication')),
                ('collection_title', models.CharField(blank=True, db_index=True, max_length=255, verbose_name='series')),
                ('collection_number', models.CharField(blank=True, max_length=40, verbose_name='number in the series')),
                ('doi', models.CharField(blank=True, db_index=True, help_text='For example 10.1000/182.', max_length=160, verbose_name='DOI')),
                ('isbn', models.CharField(blank=True, db_index=True, help_text='For books and chapters; is checked.', max_length=20, verbose_name='ISBN')),
                ('issn', models.CharField(blank=True, help_text='For journals; is checked.', max_length=9, verbose_name='ISSN')),
                ('web_address', models.URLField(blank=True, max_length=500, verbose_name='address on the web')),
                ('accessed', models.DateField(blank=True, help_text='When the address was last looked at.', null=True, verbose_name='accessed on')),
                ('language', models.CharField(default='de', help_text='For example „de“ or „en“.', max_length=5, verbose_name='language')),
                ('keyword', models.CharField(blank=True, help_text='Separated by commas.', max_length=500, verbose_name='keywords')),
                ('license', models.CharField(blank=True, choices=[('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0'), ('CC-BY-NC-4.0', 'CC BY-NC 4.0'), ('CC-BY-ND-4.0', 'CC BY-ND 4.0'), ('CC-BY-NC-ND-4.0', 'CC BY-NC-ND 4.0'), ('CC0-1.0', 'CC0 1.0')], help_text='Under which the document may be used.', max_length=20, verbose_name='licence')),
                ('abstract', wagtail.fields.RichTextField(blank=True, verbose_name='abstract')),
                ('citation_key', models.CharField(blank=True, db_index=True, editable=False, max_length=120)),
                ('csl', models.JSONField(default=dict, editable=False)),
                ('references', models.JSONField(default=dict, editable=False)),
                ('sort_key', models.CharField(blank=True, db_index=True, editable=False, max_length=255)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='publications.publicationcategory', verbose_name='category')),
                ('document', models.ForeignKey(blank=True, help_text='The publication itself, best as PDF. Offered for download and named to search engines.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customdocument', verbose_name='document')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
            },
            bases=(publications.feeds.PublicationFeedEntry, wagtail.contrib.routable_page.models.RoutablePageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
    ]
