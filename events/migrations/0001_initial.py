import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models

import events.models.schedule
import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.filters
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
            ],
            options={
                'verbose_name': 'list of events',
            },
            bases=(ikpe_site.core.filters.FilteredListMixin, wagtail.contrib.routable_page.models.RoutablePageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('start', models.DateTimeField(db_index=True, null=True, verbose_name='start')),
                ('end', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('all_day', models.BooleanField(default=False, help_text='Only the dates count, times are not shown.', verbose_name='all day')),
                ('status', models.CharField(choices=[('planned', 'as planned'), ('changed', 'changed'), ('postponed', 'postponed'), ('cancelled', 'cancelled'), ('sold_out', 'sold out')], default='planned', max_length=10, verbose_name='status')),
                ('earlier_start', models.DateTimeField(blank=True, help_text='Of a postponed event: when it was to take place. Leave empty while there is no new date.', null=True, verbose_name='earlier date')),
                ('uid', models.CharField(default=events.models.schedule.new_uid, editable=False, max_length=255, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('registration', wagtail.fields.RichTextField(blank=True, help_text='How and until when participants register, for example with another organiser.', verbose_name='about the registration')),
                ('takes_registrations', models.BooleanField(default=False, help_text='The page shows a form. Participants confirm their registration by email.', verbose_name='registration on this website')),
                ('registration_opens', models.DateTimeField(blank=True, help_text='Without a time: as soon as the page is published.', null=True, verbose_name='open from')),
                ('registration_closes', models.DateTimeField(blank=True, help_text='Without a time: until the event begins.', null=True, verbose_name='open until')),
                ('places', models.PositiveIntegerField(blank=True, help_text='Without a number there are as many as needed.', null=True, verbose_name='places')),
                ('has_waiting_list', models.BooleanField(default=True, help_text='Who is on it moves up by itself when a place becomes free.', verbose_name='waiting list')),
                ('asks_diet', models.BooleanField(default=False, verbose_name='ask what participants eat')),
                ('asks_access_needs', models.BooleanField(default=False, help_text='For example sign language or a step-free way. Ask only if you can provide for it.', verbose_name='ask what participants need to take part')),
                ('consent_text', models.TextField(blank=True, help_text='A sentence that participants tick, for example on photographs. What is needed for the registration itself needs no consent.', max_length=600, verbose_name='consent')),
                ('place', models.CharField(blank=True, help_text='For example „IKPE“.', max_length=160, verbose_name='place')),
                ('room', models.CharField(blank=True, help_text='For example „Seminarraum 2, 1. OG“.', max_length=120, verbose_name='room')),
                ('address', models.CharField(blank=True, max_length=255, verbose_name='address')),
                ('accessibility', models.TextField(blank=True, help_text='For example step-free access, lift, accessible toilet, induction loop, parking.', max_length=500, verbose_name='accessibility of the place')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, help_text='For calendars and maps, for example 50.97714.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, help_text='For example 11.02988.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('is_online', models.BooleanField(default=False, help_text='Online only, or in addition to the place.', verbose_name='online')),
                ('joining_url', models.URLField(blank=True, help_text='Is not shown on the website. Only people whose registration is confirmed get it, by email.', max_length=500, verbose_name='joining link')),
                ('participation', models.CharField(choices=[('own', 'our own event'), ('guest', 'we take part')], default='own', max_length=6, verbose_name='kind')),
                ('organiser', models.CharField(blank=True, max_length=255, verbose_name='organiser')),
                ('partners', models.CharField(blank=True, help_text='Who else prepares or pays for the event.', max_length=255, verbose_name='partners')),
                ('target_group', models.CharField(blank=True, help_text='Whom the event is for.', max_length=255, verbose_name='target group')),
                ('costs', models.CharField(blank=True, help_text='For example „kostenfrei“.', max_length=160, verbose_name='costs')),
                ('agenda', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='programme of the day')),
                ('downloads', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='documents before the event')),
                ('results', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='documents of the event')),
                ('attended', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of participants')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clean_name', models.CharField(blank=True, default='', help_text='Safe name of the form field, the label converted to ascii_snake_case', max_length=255, verbose_name='name')),
                ('label', models.CharField(help_text='The label of the form field', max_length=255, verbose_name='label')),
                ('field_type', models.CharField(choices=[('singleline', 'Single line text'), ('multiline', 'Multi-line text'), ('email', 'Email'), ('number', 'Number'), ('url', 'URL'), ('checkbox', 'Checkbox'), ('checkboxes', 'Checkboxes'), ('dropdown', 'Drop down'), ('multiselect', 'Multiple select'), ('radio', 'Radio buttons'), ('date', 'Date'), ('datetime', 'Date/time'), ('hidden', 'Hidden field')], max_length=16, verbose_name='field type')),
                ('required', models.BooleanField(default=True, verbose_name='required')),
                ('choices', models.TextField(blank=True, help_text='Comma or new line separated list of choices. Only applicable in checkboxes, radio and dropdown.', verbose_name='choices')),
                ('default_value', models.TextField(blank=True, help_text='Default value. Comma or new line separated values supported for checkboxes.', verbose_name='default value')),
                ('help_text', models.CharField(blank=True, max_length=255, verbose_name='help text')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EventSeriesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
            ],
            options={
                'verbose_name': 'series of events',
                'verbose_name_plural': 'series of events',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('pending', 'email not confirmed yet'), ('confirmed', 'has a place'), ('waiting', 'waiting list'), ('cancelled', 'registration cancelled')], default='pending', editable=False, max_length=9, verbose_name='status')),
                ('position', models.PositiveIntegerField(editable=False, null=True, verbose_name='rank')),
                ('name', models.CharField(max_length=160, verbose_name='first and last name')),
                ('email', models.EmailField(max_length=254, verbose_name='email address')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='institution')),
                ('diet', models.CharField(blank=True, max_length=255, verbose_name='food')),
                ('access_needs', models.TextField(blank=True, max_length=500, verbose_name='needs to take part')),
                ('answers', models.JSONField(default=dict, editable=False)),
                ('consented_to', models.TextField(blank=True, editable=False, verbose_name='agreed to')),
                ('is_present', models.BooleanField(default=False, verbose_name='was present')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='registered on')),
                ('reminded_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'ordering': ['event', 'position', 'created_at'],
            },
        ),
    ]
