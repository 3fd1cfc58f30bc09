"""Initial child protection conferences: from the enquiries, and from the episodes of children who moved in.

A date on the enquiry is the conference that it led to, unless none was required. A date on the episode
itself is the conference on a child who came with a plan from another authority (a transfer-in). The census
allows only one of the two for an episode (its rule 2884): where both give the same day it is one conference,
the enquiry's; where they differ both count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.sources.cells import parse
from goldenthread.sources.cin_census.linked import EPISODE, Linked, column, day_texts, made_id
from goldenthread.sources.given import Given
from goldenthread.sources.reading import Note

DATE = "DateOfInitialCPC"
ENQUIRY = "Section47"
PLAN = "ChildProtectionPlans"
OUTCOME = "outcome_cp_plan"
_REQUIRED = TABLES["s47_enquiries"].column("icpc_not_required")


@dataclass(frozen=True)
class Conferences:
    """The conferences that one kind of record gives, ready to be taken."""

    name: str
    records: Linked
    given: dict[str, Given]


@dataclass
class Contradictions:
    """Episodes that give a conference on the episode and on an enquiry, and enquiries that give one although
    none was required."""

    both: int = 0
    contrary: int = 0

    def __iadd__(self, more: Contradictions) -> Contradictions:
        self.both += more.both
        self.contrary += more.contrary
        return self

    def notes(self, file: str) -> list[Note]:
        """What is to be said of them."""
        notes = []
        if self.both:
            episodes = "1 episode of need gives" if self.both == 1 else f"{self.both:,} episodes of need give"
            text = (
                f"{episodes} the date of a conference on the episode and on an enquiry (the "
                "census's rule 2884): one day is one conference, the enquiry's; another day is a transfer-in."
            )
            notes.append(Note("warning", text, file))
        if self.contrary:
            enquiries = "1 enquiry says" if self.contrary == 1 else f"{self.contrary:,} enquiries say"
            text = f"{enquiries} that no conference was required, with a date of one: none is counted."
            notes.append(Note("warning", text, file))
        return notes


def conferences(linked: Mapping[str, Linked]) -> tuple[list[Conferences], Contradictions]:
    """The conferences of episodes, then those of enquiries, which stand where both give the same day."""
    plans = _plan_days(linked[PLAN])
    of_episodes = linked[EPISODE].filter(pc.is_valid(column(linked[EPISODE].cells, DATE)))
    enquiries = linked[ENQUIRY]
    dated = pc.is_valid(column(enquiries.cells, DATE))
    not_required = parse(_REQUIRED, column(enquiries.cells, "ICPCnotRequired")).values.fill_null(False)
    of_enquiries = enquiries.filter(pc.and_(dated, pc.invert(not_required)))
    found = [
        Conferences(f"{DATE} of {EPISODE}", of_episodes, _given(of_episodes, of_episodes.id, plans, "true")),
        Conferences(
            f"{DATE} of {ENQUIRY}", of_enquiries, _given(of_enquiries, of_enquiries.episode, plans, "false")
        ),
    ]
    found[1].given["s47_id"] = Given(of_enquiries.id, "S47ActualStartDate")
    found[1].given["target_date"] = Given(column(of_enquiries.cells, "InitialCPCtarget"), "InitialCPCtarget")
    contrary = pc.sum(pc.and_(dated, not_required)).as_py() or 0
    both = pc.sum(pc.is_in(of_episodes.id, value_set=of_enquiries.episode.unique())).as_py() or 0
    return found, Contradictions(both, contrary)


def _given(records: Linked, episode: pa.Array, plans: pa.Array, transfer_in: str) -> dict[str, Given]:
    days = day_texts(column(records.cells, DATE))
    began = pc.is_in(made_id(days, records.person), value_set=plans)
    return {
        "icpc_id": Given(made_id("ICPC", days, episode), DATE),
        "person_id": Given(records.person, "LAchildID"),
        "referral_id": Given(episode, "CINreferralDate"),
        "conference_date": Given(column(records.cells, DATE), DATE),
        "is_transfer_in": Given(pa.repeat(pa.scalar(transfer_in), len(days)), DATE),
        OUTCOME: Given(pc.if_else(began, "true", "false"), "CPPstartDate"),
    }


def _plan_days(plans: Linked) -> pa.Array:
    """Day and child of every plan that began."""
    return made_id(day_texts(column(plans.cells, "CPPstartDate")), plans.person).unique()
