import django.db.models.deletion
import django.utils.timezone
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
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=255, verbose_name='field')),
                ('content_path', models.CharField(max_length=255)),
                ('address', models.CharField(max_length=2000, verbose_name='web address')),
                ('is_external', models.BooleanField(default=False)),
                ('problem', models.CharField(blank=True, choices=[('missing', 'does not exist'), ('hidden', 'not public'), ('unreachable', 'does not answer'), ('refused', 'refuses to answer'), ('not_allowed', 'not an address of the public web')], max_length=12, verbose_name='problem')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='status')),
                ('broken_since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='checked')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=80, unique=True, verbose_name='searched for')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='how often')),
                ('last_on', models.DateField(verbose_name='last on')),
            ],
            options={
                'verbose_name': 'search without a result',
                'verbose_name_plural': 'searches without a result',
                'ordering': ['-count', 'words'],
            },
        ),
        migrations.CreateModel(
            name='MissingAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True, verbose_name='web address')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='requests')),
                ('last_asked_on', models.DateField(db_index=True, verbose_name='last asked for')),
            ],
            options={
                'verbose_name': 'address not found',
                'verbose_name_plural': 'addresses not found',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='QueuedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=320)),
                ('recipients', models.JSONField()),
                ('message', models.BinaryField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ('last_error', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'queued mail',
                'verbose_name_plural': 'queued mails',
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='ScheduledJob',
            fields=[
                ('command', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('done_until', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('succeeded', models.BooleanField(null=True)),
                ('message', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'scheduled command',
                'verbose_name_plural': 'scheduled commands',
            },
        ),
        migrations.CreateModel(
            name='SchedulerLease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(max_length=120)),
                ('renewed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'scheduler',
                'verbose_name_plural': 'schedulers',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subpath', models.CharField(blank=True, max_length=140)),
                ('kind', models.CharField(choices=[('thema', 'Topics'), ('projekt', 'Projects'), ('bereich', 'Work areas'), ('person', 'People'), ('beitrag', 'News'), ('ergebnis', 'Publications'), ('termin', 'Events'), ('programm', 'Programmes'), ('region', 'Regions'), ('seite', 'Other pages'), ('dokument', 'Documents')], max_length=10)),
                ('date', models.DateField(null=True)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('weight', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('title_terms', models.TextField()),
                ('key_terms', models.TextField()),
                ('terms', models.TextField()),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('folded', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=80)),
                ('length', models.PositiveSmallIntegerField(db_index=True)),
            ],
            options={
                'verbose_name': 'word of the search',
                'verbose_name_plural': 'words of the search',
            },
        ),
        migrations.CreateModel(
            name='DigestMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='mail address')),
                ('week', models.DateField(verbose_name='week')),
            ],
            options={
                'verbose_name': 'weekly mail',
                'verbose_name_plural': 'weekly mails',
                'constraints': [models.UniqueConstraint(fields=('address', 'week'), name='one_digest_a_week')],
            },
        ),
    ]
