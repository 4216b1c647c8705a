"""What a person answers for, merged and grouped, without a database."""

from types import SimpleNamespace

from django.utils.translation import gettext as _

from people.duties import MOST_NAMED, grouped, merged
from topics.models import Region

COUNTIES = [Region(pk=number, name=f"Kreis {number}", kind="county") for number in range(4)]
CITY = Region(pk=9, name="Gera", kind="city")


def entry(role="", *, programme=None, project=None, topic=None, label="", is_lead=False, regions=()):
    return SimpleNamespace(
        subject=(programme, project, topic, label),
        programme_id=programme,
        project_id=project,
        topic_id=topic,
        concern=label or f"{programme}{project}{topic}",
        role=role,
        is_lead=is_lead,
        regions=SimpleNamespace(all=lambda: regions),
    )


def test_equal_responsibilities_are_one_duty_with_the_regions_of_all():
    first = entry("Begleitung", programme=1, regions=[COUNTIES[1], CITY])
    second = entry("Begleitung", programme=1, regions=[COUNTIES[0], CITY])
    [duty] = merged([first, second])
    assert [region.name for region in duty.regions] == ["Gera", "Kreis 0", "Kreis 1"]


def test_one_that_holds_everywhere_makes_the_duty_hold_everywhere():
    [duty] = merged([entry(topic=1, regions=COUNTIES), entry(topic=1)])
    assert duty.regions == []


def test_another_role_is_another_duty():
    assert len(merged([entry("Leitung", programme=1), entry("Begleitung", programme=1)])) == 2


def test_those_in_charge_come_first_and_the_others_keep_their_order():
    duties = merged([entry(label="a"), entry(label="b"), entry(label="c", is_lead=True)])
    assert [duty.concern for duty in duties] == ["c", "a", "b"]


def test_duties_are_grouped_by_what_they_are_about():
    entries = [entry(label="Büro"), entry(topic=1), entry(programme=1, project=2), entry(programme=1)]
    groups = [(group.heading, len(group.duties)) for group in grouped(entries)]
    assert groups == [(_("Programmes"), 1), (_("Topics and projects"), 2), (_("Further duties"), 1)]


def test_a_group_without_duties_is_left_out():
    assert [group.heading for group in grouped([entry(topic=1)])] == [_("Topics and projects")]
    assert grouped([]) == []


def test_few_regions_are_named_and_many_are_counted():
    [few] = merged([entry(topic=1, regions=COUNTIES[:MOST_NAMED])])
    [many] = merged([entry(topic=1, regions=[*COUNTIES, CITY])])
    assert few.regions_counted == ""
    assert many.regions_counted == "4 Landkreise, 1 kreisfreie Stadt"
