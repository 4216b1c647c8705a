import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
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
                'verbose_name': 'queued email',
                'verbose_name_plural': 'queued emails',
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
    ]
