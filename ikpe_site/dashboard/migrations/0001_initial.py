from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DigestMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='email address')),
                ('week', models.DateField(verbose_name='week')),
            ],
            options={
                'verbose_name': 'weekly email',
                'verbose_name_plural': 'weekly emails',
                'constraints': [models.UniqueConstraint(fields=('address', 'week'), name='one_digest_a_week')],
            },
        ),
    ]
