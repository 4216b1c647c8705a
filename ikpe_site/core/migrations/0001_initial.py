import django.db.models.deletion
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts
import ikpe_site.text.phones


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
            ],
            options={
                'verbose_name': 'content page',
                'verbose_name_plural': 'content pages',
            },
            bases=(ikpe_site.editing.drafts.DeferrableMixin, ikpe_site.core.feed_entries.FeedEntryMixin, ikpe_site.core.structured_data.StructuredDataMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='InstituteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('short_name', models.CharField(blank=True, max_length=20, verbose_name='short name')),
                ('claim', models.CharField(blank=True, help_text='One line, beside the name and in search engines.', max_length=120, verbose_name='claim')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('postal_code', models.CharField(blank=True, max_length=10, verbose_name='postal code')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('phone', models.CharField(blank=True, max_length=40, validators=[ikpe_site.text.phones.validate_phone], verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('parent_name', models.CharField(blank=True, help_text='The university that the institute is affiliated with. Search engines read it.', max_length=160, verbose_name='university')),
                ('parent_url', models.URLField(blank=True, verbose_name='address of the university')),
                ('platform_url', models.URLField(blank=True, help_text='Where „Zur Plattform“ leads. Without an address the site shows no link.', verbose_name='address of the planning platform')),
                ('platform_label', models.CharField(blank=True, max_length=60, verbose_name='label of the link to the platform')),
                ('footer_links', ikpe_site.core.fields.StreamField([], blank=True, help_text='Stand on every page.', verbose_name='footer links')),
                ('representatives', models.CharField(blank=True, help_text='Required by § 5 DDG and § 18 (2) MStV. Left out of the imprint as long as it is empty: please fill in.', max_length=255, verbose_name='authorised representatives')),
                ('register_court', models.CharField(blank=True, help_text='Required by § 5 DDG and § 18 (2) MStV. Left out of the imprint as long as it is empty: please fill in.', max_length=120, verbose_name='register court')),
                ('register_number', models.CharField(blank=True, help_text='Required by § 5 DDG and § 18 (2) MStV. Left out of the imprint as long as it is empty: please fill in.', max_length=40, verbose_name='number in the register of associations')),
                ('editorially_responsible', models.CharField(blank=True, help_text='Required by § 5 DDG and § 18 (2) MStV. Left out of the imprint as long as it is empty: please fill in.', max_length=255, verbose_name='responsible for the content')),
                ('vat_id', models.CharField(blank=True, help_text='If the institute has one.', max_length=20, verbose_name='VAT identification number')),
            ],
            options={
                'verbose_name': 'institute',
                'verbose_name_plural': 'institutes',
            },
        ),
    ]
