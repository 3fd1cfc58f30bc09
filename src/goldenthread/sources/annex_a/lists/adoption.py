"""Lists 10 and 11: adoption, adopters."""

from __future__ import annotations

from goldenthread.sources.annex_a.lists.fields import CHILD, CHILD_FIELDS, DISABILITY, ETHNICITY, PERSON, SEX
from goldenthread.sources.annex_a.shapes import TWELVE, AnnexList, Field, Target

LIST_10 = AnnexList(
    10,
    "Adoption",
    (
        CHILD,
        Field("family", "Family identifier", ("Family ID", "Adoptive Family Identifier")),
        *CHILD_FIELDS[1:],
        DISABILITY,
        Field("entered", "Date the Child Entered Care", ("Date Entered Care", "Date Child Entered Care")),
        Field(
            "decision",
            "Date of Decision that Child Should be Placed for Adoption",
            ("Date of Decision Child Should be Placed for Adoption",),
        ),
        Field("order_placed", "Date of Placement Order", ("Placement Order Date",)),
        Field(
            "matched",
            "Date of Matching Child and Prospective Adopters",
            ("Date of Match with Prospective Adopters", "Date Matched"),
        ),
        Field("placed", "Date Placed for Adoption", ("Date Child Placed for Adoption",)),
        Field("adopted", "Date of Adoption Order", ("Adoption Order Date",)),
        Field(
            "reversed",
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            ("Date of Decision Child Should No Longer be Placed for Adoption",),
        ),
        Field(
            "reversed_why",
            "Reason Why Child No Longer Placed for Adoption",
            ("Reason Child No Longer Placed for Adoption",),
            "reversal",
        ),
        Field(
            "ffa",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            ("Date child was placed in FFA or concurrent planning placement",),
        ),
    ),
    (
        Target(
            "permanence",
            {
                **PERSON,
                "decision_date": "decision",
                "placement_order_date": "order_placed",
                "matched_date": "matched",
                "placed_date": "placed",
                "order_date": "adopted",
                "reversed_date": "reversed",
                "reversed_reason": "reversed_why",
                "ffa_placed_date": "ffa",
            },
        ),
        Target(
            "cla_periods",
            {**PERSON, "start_date": "entered", "end_date": "adopted"},
            {"is_short_breaks": False},
            ("entered", "adopted"),
        ),
        Target(
            "person_relationships",
            {**PERSON, "family_id": "family"},
            {"relation_type": "family"},
            ("family",),
        ),
    ),
    TWELVE,
)

LIST_11 = AnnexList(
    11,
    "Adopters",
    (
        Field("adopter", "Individual adopter identifier", ("Adopter ID", "Adopter identifier")),
        Field("family", "Family identifier", ("Family ID", "Adoptive Family Identifier")),
        SEX,
        ETHNICITY,
        Field("disability", "Disability", ("Does the Adopter have a Disability",), "flag"),
        Field(
            "ffa",
            "Is the (prospective) adopter fostering for adoption?",
            ("Is the prospective adopter fostering for adoption", "Fostering for adoption"),
            "flag",
        ),
        Field("enquiry", "Date enquiry received", ("Enquiry Date", "Date of enquiry")),
        Field("stage1_start", "Date Stage 1 started", ("Stage 1 start date",)),
        Field("stage1_end", "Date Stage 1 ended", ("Stage 1 end date",)),
        Field("stage2_start", "Date Stage 2 started", ("Stage 2 start date",)),
        Field("stage2_end", "Date Stage 2 ended", ("Stage 2 end date",)),
        Field("applied", "Date application submitted", ("Application submitted date",)),
        Field("approved", "Date application approved", ("Application approved date", "Date approved")),
        Field(
            "matched",
            "Date adopter matched with child(ren)",
            ("Date adopter matched with children", "Date adopter matched with child"),
        ),
        Field(
            "placed",
            "Date child/children placed with adopter(s)",
            ("Date children placed with adopters", "Date child placed with adopter"),
        ),
        Field("children", "No. of children placed", ("Number of children placed",)),
        Field("adopted", "Date of Adoption Order", ("Adoption Order Date",)),
        Field("left", "Date of leaving adoption process", ("Date of leaving the adoption process",)),
        Field(
            "left_why", "Reason for leaving adoption process", ("Reason for leaving the adoption process",)
        ),
    ),
    (
        Target(
            "adopters",
            {
                "adopter_id": "adopter",
                "family_id": "family",
                "sex": "sex",
                "ethnicity": "ethnicity",
                "has_disability": "disability",
                "is_ffa": "ffa",
                "enquiry_date": "enquiry",
                "stage1_start": "stage1_start",
                "stage1_end": "stage1_end",
                "stage2_start": "stage2_start",
                "stage2_end": "stage2_end",
                "applied_date": "applied",
                "approved_date": "approved",
                "matched_date": "matched",
                "placed_date": "placed",
                "children_placed": "children",
                "order_date": "adopted",
                "left_date": "left",
                "left_reason": "left_why",
            },
        ),
    ),
    TWELVE,
    key_field="adopter",
)
