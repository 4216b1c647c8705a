from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('search', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchentry',
            name='topics',
            field=models.ManyToManyField(related_name='+', to='topics.topicpage'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(condition=models.Q(('document', None)), fields=('page', 'subpath'), name='search_page_once'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('document',), name='search_document_once'),
        ),
    ]
