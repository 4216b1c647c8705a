import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
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
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='media.customdocument')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
    ]
