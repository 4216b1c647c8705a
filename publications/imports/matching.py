"""What the site has already, and who of its people is meant by a name."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ikpe_site.text.folding import comparable
from people.models import PersonPage

from ..models import Contributor, CSLType, PublicationPage


class KnownPublications:
    """What is there already, by DOI, by ISBN, and by title and year."""

    def __init__(self):
        self.notes: dict[tuple, str] = {}
        fields = ("title", "csl_type", "doi", "isbn", "issued_year")
        for publication in PublicationPage.objects.only(*fields, "slug").defer_streamfields():
            self.add(publication, _("Is there as „%(title)s“.") % {"title": publication.title})

    @staticmethod
    def marks(publication: PublicationPage) -> Iterator[tuple]:
        if publication.doi:
            yield "doi", publication.doi
        if publication.isbn and publication.csl_type != CSLType.CHAPTER:  # which has that of the book
            yield "isbn", publication.isbn
        yield "title", comparable(publication.title), publication.issued_year

    def add(self, publication: PublicationPage, note: str):
        for mark in self.marks(publication):
            self.notes.setdefault(mark, note)

    def find(self, publication: PublicationPage) -> str:
        """Return where `publication` is already; empty if it is new."""
        return next((self.notes[mark] for mark in self.marks(publication) if mark in self.notes), "")


class KnownPeople:
    """The people of the site by their names."""

    def __init__(self):
        self.by_family: dict[str, list[PersonPage]] = defaultdict(list)
        for person in PersonPage.objects.only("first_name", "last_name", "title").defer_streamfields():
            self.by_family[comparable(person.last_name)].append(person)

    def contributors(self, names: list[dict]) -> tuple[list[Contributor], list[str]]:
        """Return the contributors for `names`, and a note for each name that may be one of the team."""
        contributors, notes = [], []
        for order, name in enumerate(names):
            candidates = self.candidates(name)
            exact = [
                person for person in candidates if comparable(person.first_name) == comparable(name.get("given", ""))
            ]
            if len(exact) == 1:
                contributors.append(Contributor(sort_order=order, role=name["role"], person=exact[0]))
                continue
            contributors.append(Contributor(sort_order=order, **name))
            if candidates:
                team = ", ".join(person.title for person in candidates)
                full = f"{name.get('given', '')} {name['family']}".strip()
                notes.append(
                    _("„%(name)s“ may be one of the team (%(team)s) and stays a free name.")
                    % {"name": full, "team": team}
                )
        return contributors, notes

    def candidates(self, name: dict) -> list[PersonPage]:
        """The people of the same family name whose first name begins with the same letter, or any if none is given."""
        initial = comparable(name.get("given", ""))[:1]
        people = self.by_family.get(comparable(name.get("family", "")), []) if name.get("family") else []
        return [person for person in people if comparable(person.first_name).startswith(initial)]
