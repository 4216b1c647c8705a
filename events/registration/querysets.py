from django.db.models import QuerySet


class RegistrationQuerySet(QuerySet):
    def confirmed(self):
        """Those that have a place."""
        return self.filter(status=self.model.Status.CONFIRMED)

    def waiting(self):
        """Those on the waiting list, in the order in which they move up."""
        return self.filter(status=self.model.Status.WAITING).order_by("position")

    def informed(self):
        """Those that count on the event: they have a place or wait for one."""
        return self.confirmed() | self.waiting()

    def reachable(self):
        """Whoever was entered by hand may have no mail address."""
        return self.exclude(email="")

    def active(self):
        return self.exclude(status=self.model.Status.CANCELLED)

    def of_person(self, event, email, name):
        """Whoever is registered for the event with this address; where people share addresses, with this name too."""
        if not email:
            return self.none()
        same = self.active().filter(event=event, email__iexact=email)
        return same.filter(name__iexact=name) if event.shares_addresses else same
