"""Who answers in place of the office, as long as the settings give neither its phone nor its mail address."""

from ikpe_site.core.models import InstituteSettings

from .models.people import PersonPage


def office_person() -> PersonPage | None:
    """The person of the settings, in one query; None if the office can be reached itself, or nobody is named."""
    unreachable = InstituteSettings.objects.filter(site__is_default_site=True, phone="", email="")
    people = PersonPage.objects.visible().current().for_listing()
    person = people.filter(pk__in=unreachable.values("office_contact")).first()
    if person:
        PersonPage.attach_deputies([person])
    return person
