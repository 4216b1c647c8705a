from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('home', '0002_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchentry',
            name='topics',
            field=models.ManyToManyField(related_name='+', to='topics.topicpage'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['problem', 'broken_since'], name='link_problem'),
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
