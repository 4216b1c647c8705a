"""Takes away the groups and the workflow that Wagtail makes for a new site, in English, unless they are in use."""

from django.db import migrations


def remove_defaults(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow = apps.get_model("wagtailcore", "Workflow")

    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", task_states=None).delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0003_homepage"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(remove_defaults, migrations.RunPython.noop)]
