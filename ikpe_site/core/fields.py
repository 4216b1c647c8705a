from django.db.models import Field
from wagtail import fields


class StreamField(fields.StreamField):
    """Wagtail's StreamField, which keeps the definitions of its blocks out of migrations.

    The column holds JSON whatever the blocks are: a new label of a block is no change of the database.
    """

    def deconstruct(self):
        name, path, _args, kwargs = Field.deconstruct(self)
        return name, path, [[]], kwargs
