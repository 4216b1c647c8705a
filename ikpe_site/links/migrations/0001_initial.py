import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='MissingUrl',
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
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='page')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'default_permissions': (),
                'indexes': [models.Index(fields=['problem', 'broken_since'], name='link_problem')],
            },
        ),
    ]
