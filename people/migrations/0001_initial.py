import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts
import ikpe_site.editing.snippet_previews
import ikpe_site.text.phones
import people.models.messages


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='The lowest number comes first.', verbose_name='order')),
            ],
            options={
                'verbose_name': 'group of people',
                'verbose_name_plural': 'groups of people',
                'ordering': ['sort_order', 'name'],
            },
            bases=(ikpe_site.editing.snippet_previews.ShownOnPageMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ContactPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'contact page',
            },
            bases=(people.models.messages.MessageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PersonIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'list of people',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PersonPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('academic_title', models.CharField(blank=True, max_length=40, verbose_name='academic title')),
                ('first_name', models.CharField(max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(max_length=80, verbose_name='last name')),
                ('position', models.CharField(blank=True, max_length=160, verbose_name='position')),
                ('phone', models.CharField(blank=True, max_length=40, validators=[ikpe_site.text.phones.validate_phone], verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('address', models.TextField(blank=True, help_text='Only if it differs from the address of the institute.', verbose_name='address')),
                ('orcid', models.CharField(blank=True, max_length=19, validators=[django.core.validators.RegexValidator('^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$', 'An ORCID looks like 0000-0002-1825-0097.')], verbose_name='ORCID')),
                ('absent_from', models.DateField(blank=True, null=True, verbose_name='absent from')),
                ('absent_to', models.DateField(blank=True, help_text='The last day of the absence.', null=True, verbose_name='absent to')),
                ('absence_note', models.CharField(blank=True, help_text='Visitors read it. No reasons such as an illness, please.', max_length=160, verbose_name='note on the absence')),
                ('left_on', models.DateField(blank=True, db_index=True, help_text='From the day after, lists no longer show the person.', null=True, verbose_name='left on')),
                ('deputy', models.ForeignKey(blank=True, help_text='Named wherever visitors find the person during an absence.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.personpage', verbose_name='deputy')),
                ('groups', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='people', to='people.persongroup', verbose_name='groups')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='preview picture')),
                ('successor', models.ForeignKey(blank=True, help_text='Named on the page of a person who left.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.personpage', verbose_name='successor')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
            bases=(people.models.messages.MessageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(blank=True, help_text='If it is neither a programme nor a project nor a topic, for example „Projektkoordination“.', max_length=160, verbose_name='other responsibility')),
                ('role', models.CharField(blank=True, help_text='For example „Projektleitung“ or „Prozessbegleitung“.', max_length=160, verbose_name='role')),
                ('is_lead', models.BooleanField(default=False, verbose_name='in charge')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='responsibilities', to='people.personpage')),
            ],
            options={
                'verbose_name': 'responsibility',
                'verbose_name_plural': 'responsibilities',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, models.Model),
        ),
    ]
