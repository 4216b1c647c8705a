import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='responsibility',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='responsibilities', to='topics.programme', verbose_name='programme'),
        ),
        migrations.AddField(
            model_name='responsibility',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='responsibilities', to='topics.projectpage', verbose_name='project'),
        ),
        migrations.AddField(
            model_name='responsibility',
            name='regions',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='None chosen means: everywhere.', related_name='responsibilities', to='topics.region', verbose_name='regions'),
        ),
        migrations.AddField(
            model_name='responsibility',
            name='topic',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='responsibilities', to='topics.topicpage', verbose_name='topic'),
        ),
    ]
