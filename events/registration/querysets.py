from django.db.models import QuerySet


class RegistrationQuerySet(QuerySet):
    def confirmed(self):
        """Those that have a place."""
        return self.filter(status=self.model.Status.CONFIRMED)

    def waiting(self):
        """Those on the waiting list, in the order in which they move up."""
        return self.filter(status=self.model.Status.WAITING).order_by("position")

    def active(self):
        return self.exclude(status=self.model.Status.CANCELLED)
