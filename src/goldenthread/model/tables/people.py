"""People: children, unborn children and care leavers, and what is steady about them."""

from __future__ import annotations

from goldenthread.model.table import Table
from goldenthread.model.tables.columns import (
    choice,
    coded,
    day,
    event,
    flag,
    locality,
    person,
    record,
    text,
)

SECTION = "People"

TABLES: tuple[Table, ...] = (
    record(
        SECTION,
        "persons",
        "People",
        ("person_id",),
        (
            person(
                "person_id",
                "The child or young person, by the authority's own id.",
                required=True,
                references=None,
            ),
            day("dob", "Date of birth; empty before birth or when it is not known."),
            day("expected_dob", "Expected date of birth of an unborn child."),
            day("death_date", "Date of death."),
            coded("sex", "sex", "Sex as recorded.", required=True),
            coded("gender", "gender", "Gender identity as recorded; no measure reads it."),
            coded("ethnicity", "ethnicity", "Ethnicity; NOBT when it has not been asked.", required=True),
            event("upn", "Unique pupil number."),
            text("upn_unknown", "Why there is no pupil number, UN1 to UN7.", size=3),
            text("nationality", "Nationality."),
            flag("has_ehcp", "Has an education, health and care plan."),
            flag("is_mother", "Is a mother while looked after or leaving care."),
            day("first_child_dob", "Date of birth of her first child."),
        ),
        "Names and address lines are never loaded. A person has another id in each authority.",
    ),
    record(
        SECTION,
        "person_identifiers",
        "Other identifiers",
        ("person_id", "id_type", "id_value"),
        (
            person(),
            text("id_type", "Kind of identifier: NHS, former pupil number, court and so on.", required=True),
            event("id_value", "The identifier itself.", required=True),
            day("valid_from", "First day on which it holds."),
            day("valid_to", "Last day on which it holds; empty while it does."),
        ),
    ),
    record(
        SECTION,
        "person_merges",
        "Merged ids",
        ("person_id", "former_id", "merged_on"),
        (
            person("person_id", "The id that the person goes by."),
            person("former_id", "The id that was merged into it.", references=None),
            day("merged_on", "Day of the merge.", required=True),
            day("unmerged_on", "Day the merge was taken back; empty while it stands."),
        ),
        "Local register. Rows stay stored under the id they came with, so that a merge can be taken back.",
    ),
    record(
        SECTION,
        "addresses",
        "Addresses",
        ("address_id",),
        (
            event("address_id", "The address record.", required=True),
            person(),
            text("address_type", "Kind of address: home, placement and so on."),
            day("start_date", "First day."),
            day("end_date", "Day it ended; empty while it is open."),
            text("postcode", "Postcode; kept only to find the area.", size=8),
            text("lsoa", "LSOA (2021) code.", size=9),
            locality("locality_id", "The locality, found from postcode or LSOA."),
        ),
    ),
    record(
        SECTION,
        "disabilities",
        "Disabilities",
        ("person_id", "disability"),
        (
            person(),
            coded(
                "disability",
                "disability",
                "Kind of disability; a plain yes is held as DDA with the flag below.",
                required=True,
            ),
            flag("is_flag_only", "True when the source says only yes or no.", required=True),
        ),
    ),
    record(
        SECTION,
        "immigration_statuses",
        "Immigration status",
        ("immigration_id",),
        (
            event("immigration_id", "The status record.", required=True),
            person(),
            text(
                "status",
                "Status; uasc for an unaccompanied asylum-seeking child, however the source words it.",
                required=True,
            ),
            day("start_date", "First day."),
            day("end_date", "Day the status ceased."),
        ),
    ),
    record(
        SECTION,
        "person_relationships",
        "Families and mothers",
        ("relation_id",),
        (
            event("relation_id", "The relationship record.", required=True),
            person(),
            choice(
                "relation_type",
                ("family", "mother_of"),
                "Belongs to a family, or is the mother of a child.",
                required=True,
            ),
            event("family_id", "The family, or the adoptive family."),
            person("related_person_id", "The child of the mother.", required=False),
            day("related_dob", "Date of birth of that child."),
        ),
    ),
)
