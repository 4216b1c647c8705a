import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import ikpe_site.core.feed_entries
import ikpe_site.core.fields
import ikpe_site.core.structured_data
import ikpe_site.editing.drafts
import ikpe_site.text.phones


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CustomDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('description', models.TextField(blank=True, help_text='What the document is about, in a sentence. Shown in lists.', verbose_name='description')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='DocumentBarriers',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='barriers', serialize=False, to='core.customdocument')),
                ('file_hash', models.CharField(blank=True, max_length=40)),
                ('found', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'barriers of a document',
                'verbose_name_plural': 'barriers of documents',
            },
        ),
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='extracted', serialize=False, to='core.customdocument')),
                ('state', models.CharField(choices=[('read', 'The text was read: the search finds the document by it.'), ('empty', 'The file holds no text, only pictures. Text recognition (OCR) would make it findable.'), ('encrypted', 'The file is protected by a password, so its text cannot be read.'), ('broken', 'The file is damaged, so its text cannot be read.'), ('too_large', 'Reading the text took too long or too much memory.'), ('unsupported', 'Text is not read from files of this type.'), ('missing', 'The file is missing.')], max_length=12, verbose_name='text of the file')),
                ('text', models.TextField(blank=True)),
                ('file_hash', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'verbose_name': 'text of a document',
                'verbose_name_plural': 'texts of documents',
            },
        ),
        migrations.CreateModel(
            name='CustomImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('credit', models.CharField(blank=True, help_text='Who made the picture and under which licence, as it is to be printed below it.', max_length=255, verbose_name='credit')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ContentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('teaser', models.TextField(blank=True, help_text='One or two sentences that stand in lists and below the title.', max_length=300, verbose_name='teaser')),
                ('heading', models.CharField(blank=True, help_text='Stands above the page instead of its title, which menus and breadcrumbs show.', max_length=120, verbose_name='heading')),
                ('body', ikpe_site.core.fields.StreamField([], blank=True, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, help_text='Stands on the page and in lists. Without one, the page shows its cubes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.customimage', verbose_name='picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the page is shared, instead of its own picture. 1200 × 630 pixels fit best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.customimage', verbose_name='preview picture')),
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
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='mail address')),
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
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown where the home page is shared. 1200 × 630 pixels fit best. For other pages without a picture one is drawn from their title.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.customimage', verbose_name='preview picture')),
            ],
            options={
                'verbose_name': 'institute',
                'verbose_name_plural': 'institutes',
            },
        ),
        migrations.CreateModel(
            name='CustomRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='core.customimage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='unique_rendition')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]
