"""The store on both databases: constraints, actions, migrations, the audit trail, and rows that never
change."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.editions.commentary.decisions import Decision as Taken
from goldenthread.editions.commentary.versions import NONE, Base, hash_of
from goldenthread.editions.store import trail
from goldenthread.editions.store.commentary import (
    Words,
    commentary_of,
    periods_with_commentary,
    write_commentary,
)
from goldenthread.editions.store.models import Approval, AuditEvent, Commentary, Decision, Release, Request
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.releases import before, plan_release, releases, standing
from goldenthread.editions.store.requests import ask, asked, check_as_asked, waiting
from goldenthread.editions.store.sealing import seal_of
from goldenthread.editions.store.writing import add_line, is_same_name, named, writing
from goldenthread.warehouse.workspace import Workspace
from tests.editions.made_releases import AT, plan, publish_planned, release

SUMMARY = ("2023-12", "summary")


TABLES = [model._meta.db_table for model in (AuditEvent, Approval, Commentary, Decision, Request, Release)]
TAKEN = {"2023-12": {"abc": Taken("abc", "Ben", dt.date(2024, 1, 3), "A made-up child")}}


def unguarded(*statements: str) -> None:
    """Change rows as somebody could who owns the database: the triggers taken away first."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
                continue
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_UPDATE")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_DELETE")
        for statement in statements:
            cursor.execute(statement)


def test_the_migrations_make_what_the_models_say(store: Workspace) -> None:
    call_command("makemigrations", "editions", check=True, dry_run=True, verbosity=0)


def test_a_store_opened_again_is_as_it_was(either: Workspace) -> None:
    for _ in range(2):
        with open_store(either):
            write_commentary(words={SUMMARY: Words("More contacts.")}, by="Ada")
    with open_store(either):
        assert Commentary.objects.count() == AuditEvent.objects.count() == 1


def test_a_store_of_a_newer_version_is_refused(either: Workspace) -> None:
    with open_store(either), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('editions', '9999', '2030-01-01')"
        )
    with pytest.raises(RefusedInput, match="newer version"), open_store(either):
        pass


def test_words_are_kept_with_each_version(store: Workspace) -> None:
    first = {SUMMARY: Words("Fewer plans.", {"cp_plans_open": "303"}), ("2023-12", "cla_count"): Words("Up.")}
    assert write_commentary(words=first, by="Ada").versions == {("2023-12", "cla_count"): 1, SUMMARY: 1}
    assert write_commentary(words=first, by="Ben").versions == {}
    again = {SUMMARY: Words("Fewer plans.", {"cp_plans_open": "303"})}
    assert write_commentary(words=again, by="Ben").versions == {}
    assert write_commentary(words={SUMMARY: Words("More plans.")}, by="Ben").versions == {SUMMARY: 2}
    assert commentary_of("2023-12")["summary"].text == "More plans."
    kept = Commentary.objects.filter(section="summary").order_by("version")
    assert [(row.version, row.text, row.author) for row in kept] == [
        (1, "Fewer plans.", "Ada"),
        (2, "More plans.", "Ben"),
    ]
    assert kept[0].written_with == {"cp_plans_open": "303"}
    assert AuditEvent.objects.count() == 3


def test_the_same_words_about_other_figures_are_another_version(store: Workspace) -> None:
    for version, figure in ((1, "303"), (2, "304")):
        words = {SUMMARY: Words("Fewer plans.", {"cp_plans_open": figure})}
        assert write_commentary(words=words, by="Ada").versions == {SUMMARY: version}
    assert commentary_of("2023-12")["summary"].written_with == {"cp_plans_open": "304"}


def test_empty_words_withdraw_what_stood(store: Workspace) -> None:
    write_commentary(words={SUMMARY: Words("Fewer plans.")}, by="Ada")
    assert periods_with_commentary() == ["2023-12"]
    assert write_commentary(words={SUMMARY: Words("")}, by="Ada").versions == {SUMMARY: 2}
    assert (commentary_of("2023-12"), periods_with_commentary()) == ({}, [])


def test_words_are_stored_whole_or_not_at_all(store: Workspace) -> None:
    for nameless in (("2023-12", ""), ("2024-01", "")):  # before the other in order, and after it
        with pytest.raises(IntegrityError):
            write_commentary(words={nameless: Words("a"), SUMMARY: Words("b")}, by="Ada")
    assert Commentary.objects.count() == AuditEvent.objects.count() == 0


def test_nobody_writes_without_a_name(store: Workspace) -> None:
    with pytest.raises(UsageError, match="--by NAME"):
        write_commentary(words={SUMMARY: Words("a")}, by=" ")


def line() -> AuditEvent:
    with writing():
        return add_line(by="Ada", action="tried", about={}, at=AT)


def test_a_release_has_the_next_number_of_one_sequence(store: Workspace) -> None:
    made = [release(store, period=period) for period in ("2023-11", "2023-12")]
    made.append(release(store, "another", corrects=2, reason="A late file"))
    assert [one.number for one in made] == [1, 2, 3]
    found = releases()
    assert [(one.number, one.corrects, one.corrected_by) for one in found] == [
        (1, None, None),
        (2, None, 3),
        (3, 2, None),
    ]
    assert found[2].reason == "A late file"
    assert found[0].made_at == AT


def test_an_edition_is_compared_with_its_own_month_or_the_last_before_it(store: Workspace) -> None:
    for period in ("2023-10", "2023-12"):
        release(store, period=period)
    release(store, "another", corrects=2, reason="A late file")
    named = [before(period, "internal") for period in ("2023-09", "2023-10", "2023-11", "2023-12", "2024-01")]
    assert [one.number if one else None for one in named] == [None, 1, 1, 3, 3]
    assert before("2023-12", "public") is None


def test_the_same_content_is_not_released_again(store: Workspace) -> None:
    release(store)
    with pytest.raises(RefusedInput, match="Nothing changed since release 1"):
        release(store, corrects=1, reason="A late file")
    assert [one.number for one in releases()] == [1]


def test_a_month_is_released_once_and_then_corrected(store: Workspace) -> None:
    release(store)
    with pytest.raises(RefusedInput, match="--corrects 1 --reason TEXT"):
        plan(store)
    with pytest.raises(UsageError, match="Say what was wrong"):
        plan(store, corrects=1)
    with pytest.raises(UsageError, match="That is release 1"):
        plan(store, corrects=7, reason="A late file")
    with pytest.raises(UsageError, match="Nothing was released for it yet"):
        plan(store, "2023-11", corrects=1, reason="A late file")
    with pytest.raises(UsageError, match="--corrects NUMBER"):
        plan(store, "2023-11", reason="A late file")


def test_two_who_publish_at_once_get_one_number_and_one_refusal(store: Workspace) -> None:
    first, second = plan(store), plan(store, by="Ben")
    assert first.number == second.number == 1
    publish_planned(store, first)
    with pytest.raises(RefusedInput, match="Ada made release 1 meanwhile"):
        publish_planned(store, second, "another")
    assert [one.made_by for one in releases()] == ["Ada"]


def test_a_public_release_needs_a_second_person(store: Workspace) -> None:
    with pytest.raises(UsageError, match="needs a second person"):
        publish_planned(store, plan(store, audience="public"))
    with pytest.raises(UsageError, match="Ask for it"):
        publish_planned(store, plan(store, audience="public", approved_by="Ben"))
    for same in (
        "Ada",
        "ada ",
        "ADA",
        "Ada.",
        "(Ada)",
        "A\u200bda",
        "\u00adAda\u2060",
        "\uff21\uff44\uff41",
        "\u00c1da",
    ):
        with pytest.raises(UsageError, match="cannot approve"):
            plan(store, audience="public", approved_by=same)
    assert Release.objects.count() == 0
    made = release(store, audience="public", approved_by="Ben")
    assert standing("2023-12", "public") == made
    (approval,) = Approval.objects.all()
    assert (approval.asked_by, approval.approved_by, approval.approved_at) == ("Ada", "Ben", AT)


SAME = (
    *(f"Ann{sign} Analyst" for sign in "\u034f\ufe0f\u3164\u2800\u115f\uffa0\u200b"),
    "Analyst, Ann",
    "Ann-Analyst",
    "AnnAnalyst",
    "\u00c1nn Analyst",
    "Ann Ana\u0142yst",
)


@pytest.mark.parametrize("other", SAME)
def test_one_name_typed_otherwise_is_no_other_person(other: str) -> None:
    assert is_same_name("Ann Analyst", other)


OTHERS = (
    ("Ann Analyst", "Anna Analyst"),
    ("\u0391\u03bd\u03bd\u03b1", "\u0395\u03bb\u03ad\u03bd\u03b7"),
    ("\u0410\u043d\u043d\u0430", "\u0418\u0432\u0430\u043d"),
    ("\u0645\u062d\u0645\u062f", "\u0641\u0627\u0637\u0645\u0629"),
    ("\u738b\u4f1f", "\u674e\u5a1c"),
    ("Wei \u738b", "Na \u674e"),
)
"""Two people each: Latin, Greek, Cyrillic, Arabic, Chinese, and Chinese beside Latin."""


@pytest.mark.parametrize("pair", OTHERS)
def test_names_of_any_alphabet_are_told_apart(pair: tuple[str, str]) -> None:
    one, other = pair
    assert not is_same_name(one, other)
    assert all(is_same_name(each, f" {each}.") and named(each) == each for each in pair)


@pytest.mark.parametrize("name", ["\u0410nn Analyst", "Ann An\u03b1lyst", "Ann \u0410nalyst"])
def test_a_name_that_mixes_letters_that_look_alike_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"Latin letters beside (Cyrillic|Greek) ones") as refused:
        named(name)
    assert refused.value.do == "Write the whole name in one alphabet, whichever it is."


@pytest.mark.parametrize("name", ["", " ", "\u3164", "\u200b", "\u2800.", "-"])
def test_a_name_without_a_letter_is_nobody(name: str) -> None:
    with pytest.raises(UsageError, match="Say who does it"):
        named(name)


def test_the_trail_says_that_the_approver_released_and_what_was_asked_for(store: Workspace) -> None:
    ask(plan=plan(store, audience="public", by="Eve"), content="one", formats=("html",), at=AT)
    release(store, audience="public", approved_by="Ben")
    release(store)
    said = {line.about["audience"]: line for line in AuditEvent.objects.filter(action="released")}
    assert {name: (line.by, line.about["request"]) for name, line in said.items()} == {
        "public": ("Ben", 2),
        "internal": ("Ada", None),
    }
    assert trail.first_broken() is None


def test_who_asked_is_who_is_approved(store: Workspace) -> None:
    ask(plan=plan(store, audience="public"), content="one", formats=("html",), at=AT)
    with pytest.raises(UsageError, match="Ask for it"):
        publish_planned(store, plan(store, audience="public", by="Eve", approved_by="Ben"))
    with pytest.raises(UsageError, match="Ask for it"):
        publish_planned(store, plan(store, audience="public", approved_by="Ben"), "two")
    assert publish_planned(store, plan(store, audience="public", approved_by="Ben")).approved_by == "Ben"


def test_the_same_asked_for_twice_is_one_request(store: Workspace) -> None:
    asking = plan(store, audience="public")
    first, is_new = ask(plan=asking, content="one", formats=("html",), at=AT)
    again, is_new_again = ask(plan=asking, content="one", formats=("html",), at=AT)
    assert (first.number, is_new, again.number, is_new_again) == (1, True, 1, False)
    other, _ = ask(plan=plan(store, audience="public", by="Eve"), content="one", formats=("html",), at=AT)
    assert other.number == 2
    assert [one.number for one in waiting()] == [2]
    with pytest.raises(RefusedInput, match="Request 1 of 2023-12 for public no longer stands"):
        asked(1)
    assert asked(2).asked_by == "Eve"


def test_what_was_asked_for_before_another_is_asked_for_anew(store: Workspace) -> None:
    asking = plan(store, audience="public")
    numbers = []
    for formats in (("html",), ("html", "csv"), ("html",)):
        request, is_new = ask(plan=asking, content="one", formats=formats, at=AT)
        assert is_new
        assert asked(request.number) == request
        numbers.append(request.number)
    assert numbers == [1, 2, 3]
    assert [(one.number, one.formats) for one in waiting()] == [(3, "html")]


def test_a_request_falls_with_the_next_release_for_the_public(store: Workspace) -> None:
    later = AT + dt.timedelta(hours=1)
    asking = plan(store, audience="public")
    ask(plan=asking, content="one", formats=("html",), at=AT)
    ask(plan=plan(store, "2023-11", audience="public"), content="two", formats=("html",), at=AT)
    publish_planned(store, plan(store, audience="internal"), at=later)
    assert [one.number for one in waiting()] == [1, 2]
    publish_planned(store, plan(store, "2023-11", audience="public", approved_by="Ben"), "two", at=later)
    with pytest.raises(RefusedInput, match="no longer stands"):
        asked(1)
    again, is_new = ask(plan=asking, content="one", formats=("html",), at=later)
    assert (again.number, is_new, asked(3)) == (3, True, again)


def test_a_request_stands_though_the_clock_went_back_after_a_release(store: Workspace) -> None:
    ahead = AT + dt.timedelta(days=400)
    asking = plan(store, audience="public")
    ask(plan=asking, content="one", formats=("html",), at=ahead)
    publish_planned(store, plan(store, audience="public", approved_by="Ben"), at=ahead)
    ask(plan=plan(store, "2023-11", audience="public"), content="two", formats=("html",), at=AT)
    assert [one.number for one in waiting()] == [2]
    assert asked(2).period == "2023-11"
    publish_planned(store, plan(store, "2023-11", audience="public", approved_by="Ben"), "two", at=AT)
    assert waiting() == []


def test_a_request_falls_with_a_release_though_the_clock_went_back_before_it(store: Workspace) -> None:
    ahead = AT + dt.timedelta(days=400)
    ask(plan=plan(store, audience="public"), content="one", formats=("html",), at=ahead)
    ask(plan=plan(store, "2023-11", audience="public"), content="two", formats=("html",), at=ahead)
    publish_planned(store, plan(store, "2023-11", audience="public", approved_by="Ben"), "two", at=AT)
    assert waiting() == []
    with pytest.raises(RefusedInput, match="no longer stands"):
        asked(1)


def test_a_request_is_approved_once_and_for_exactly_its_content(store: Workspace) -> None:
    with pytest.raises(UsageError, match="Nothing waits"):
        asked(1)
    release(store, audience="public", approved_by="Ben")
    assert waiting() == []
    with pytest.raises(RefusedInput, match=r"Request 1 went out as release 1, .*approved by Ben"):
        asked(1)
    more = {"audience": "public", "corrects": 1, "reason": "A late file"}
    request, _ = ask(plan=plan(store, **more), content="two", formats=("html",), at=AT)
    with pytest.raises(UsageError, match="Waiting: 2"):
        asked(7)
    with pytest.raises(RefusedInput, match="not what Ada asked for"):
        check_as_asked(request, "three")
    check_as_asked(request, "two")


def test_a_request_is_in_the_trail_and_a_change_of_it_is_found(store: Workspace) -> None:
    ask(plan=plan(store, audience="public"), content="one", formats=("html",), at=AT)
    assert trail.first_broken() is None
    unguarded("UPDATE editions_request SET asked_by = 'Eve'")
    assert trail.first_broken() == "request 1 is not what line 1 of the audit trail says"


def row(**changes: Any) -> Release:
    said = {
        "number": 9,
        "period": "2023-12",
        "audience": "internal",
        "snapshot": "s",
        "content": "c",
        "manifest": "m",
        "made_by": "Ada",
        "made_at": AT,
    }
    return Release(**{**said, "event": line(), **changes})


BROKEN = {
    "a public one without approval": {"audience": "public"},
    "a correction without a reason": {"corrects_id": 1},
    "a reason without a correction": {"reason": "why", "period": "2024-01"},
    "nobody made it": {"made_by": "", "period": "2024-01"},
    "no time": {"made_at": None, "period": "2024-01"},
    "no line of the audit trail": {"event": None, "period": "2024-01"},
    "a second first one": {},
    "a number that is taken": {"number": 1, "period": "2024-01"},
    "a release corrected twice": {"corrects_id": 1, "reason": "why", "number": 10},
    "one that corrects a later one": {"corrects_id": 11, "reason": "why", "number": 10},
}


def test_the_database_refuses_a_release_that_is_not_whole(store: Workspace) -> None:
    release(store)
    row(number=11, period="2024-02").save(force_insert=True)
    taken = []
    for case, changes in BROKEN.items():
        try:
            with transaction.atomic():
                if "twice" in case:
                    row(corrects_id=1, reason="why").save(force_insert=True)
                row(**changes).save(force_insert=True)
                taken.append(case)
                transaction.set_rollback(True)
        except IntegrityError:
            pass
    assert taken == []


def test_the_database_refuses_an_approval_by_who_asked(store: Workspace) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(digest="d", asked_by="Ada", approved_by="Ada", approved_at=AT)


def test_the_database_refuses_to_change_a_row(store: Workspace) -> None:
    write_commentary(words={SUMMARY: Words("Fewer plans.")}, by="Ada", decisions=TAKEN)
    release(store, audience="public", approved_by="Ben")
    fields = ("action", "digest", "text", "reason", "formats", "made_by")
    for table, field in zip(TABLES, fields, strict=True):
        for change in (f"UPDATE {table} SET {field} = 'other'", f"DELETE FROM {table}"):
            with connection.cursor() as cursor, pytest.raises(DatabaseError, match="never changed"):
                cursor.execute(change)


def three_lines(here: Workspace) -> None:
    write_commentary(words={SUMMARY: Words("Fewer plans.")}, by="Ada")
    release(here)
    write_commentary(words={SUMMARY: Words("More plans.")}, by="Ben", decisions=TAKEN)
    assert trail.first_broken() is None


TAMPERED = {
    "edited": (
        "UPDATE editions_auditevent SET by = 'Eve' WHERE number = 2",
        "line 2 .* not as it was written",
    ),
    "cut from the middle": ("DELETE FROM editions_auditevent WHERE number = 2", "line 2 .* is missing"),
    "cut from the beginning": ("DELETE FROM editions_auditevent WHERE number = 1", "line 1 .* is missing"),
    "cut from the end": (
        "DELETE FROM editions_auditevent WHERE number = 4",
        "has no line in the audit trail",
    ),
    "another text": (
        "UPDATE editions_commentary SET text = 'x' WHERE version = 1",
        "version 1 is not what line 1",
    ),
    "another author": (
        "UPDATE editions_commentary SET author = 'Eve' WHERE version = 2",
        "version 2 is not what line 3",
    ),
    "a text gone": (
        "DELETE FROM editions_commentary WHERE version = 1",
        "line 1 .* commentary written is gone",
    ),
    "another release": ("UPDATE editions_release SET manifest = 'x'", "release 1 is not what line 2"),
    "another decision": ("UPDATE editions_decision SET reason = 'x'", "abc of 2023-12 is not what line 4"),
    "a release gone": ("DELETE FROM editions_release", "line 2 .* released is gone"),
}


def test_a_trail_that_was_tampered_with_is_found(store: Workspace) -> None:
    three_lines(store)
    for statement, said in TAMPERED.values():
        with transaction.atomic():
            unguarded(statement)
            found = trail.first_broken() or "nothing"
            transaction.set_rollback(True)
        assert re.search(said, found), (statement, found)
    assert trail.first_broken() is None


def test_lines_in_another_order_are_found(store: Workspace) -> None:
    three_lines(store)
    moves = ((2, 99), (3, 2), (99, 3))
    with transaction.atomic():
        unguarded(*(f"UPDATE editions_auditevent SET number = {b} WHERE number = {a}" for a, b in moves))
    assert trail.first_broken() == "line 2 of the audit trail does not follow the line before it"


def test_a_line_sealed_anew_is_found_by_the_next(store: Workspace) -> None:
    three_lines(store)
    first = AuditEvent.objects.get(number=1)
    seal = seal_of(1, first.at, "Eve", first.action, first.about, first.before)
    unguarded(f"UPDATE editions_auditevent SET by = 'Eve', seal = '{seal}' WHERE number = 1")
    assert trail.first_broken() == "line 2 of the audit trail does not follow the line before it"


def test_times_are_kept_to_the_moment(store: Workspace) -> None:
    at = dt.datetime(2024, 3, 31, 1, 30, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    write_commentary(words={SUMMARY: Words("a")}, by="Ada", at=at)
    assert Commentary.objects.get().written_at == at
    assert trail.first_broken() is None


def test_nothing_planned_for_who_is_not_named(store: Workspace) -> None:
    with pytest.raises(UsageError, match="--by NAME"):
        plan_release(store, period="2023-12", audience="internal", by=None)


PRACTICE = ("2023-12", "practice")


def began_with(**texts: str) -> dict[tuple[str, str], Base]:
    """Which words a writer began with, at their first version."""
    return {("2023-12", section): Base(1, hash_of(text)) for section, text in texts.items()}


def both_stand() -> dict[tuple[str, str], Base]:
    """Ada's summary and practice, and somebody who takes them out; then Ada writes another summary."""
    write_commentary(words={SUMMARY: Words("First."), PRACTICE: Words("Visits.")}, by="Ada")
    write_commentary(words={SUMMARY: Words("Ada's paragraph.")}, by="Ada")
    return began_with(summary="First.", practice="Visits.")


def test_what_a_writer_did_not_change_is_left_as_it_stands(store: Workspace) -> None:
    bases = both_stand()
    mine = {SUMMARY: Words("First.\r\n"), PRACTICE: Words("Late visits.")}  # an editor ended the line
    stored = write_commentary(words=mine, by="Ben", bases=bases)
    assert stored.versions == {PRACTICE: 2}
    assert stored.left.keys() == {SUMMARY}
    assert stored.left[SUMMARY].startswith("version 2, Ada, ")
    assert {name: one.text for name, one in commentary_of("2023-12").items()} == {
        "practice": "Late visits.",
        "summary": "Ada's paragraph.",
    }


def test_what_two_changed_is_refused_by_name_and_nothing_is_stored(store: Workspace) -> None:
    bases = both_stand()
    mine = {SUMMARY: Words("Ben's paragraph."), PRACTICE: Words("Late visits.")}
    with pytest.raises(RefusedInput, match=r"2023-12 summary \(version 2, Ada, .*\)") as refused:
        write_commentary(words=mine, by="Ben", bases=bases)
    assert "commentary export OTHER" in refused.value.do
    assert "--replace-newer" in refused.value.do
    assert commentary_of("2023-12")["practice"].text == "Visits."
    stored = write_commentary(words=mine, by="Ben", bases=bases, replace_newer=True)
    assert stored.versions == {PRACTICE: 2, SUMMARY: 3}


def test_the_same_change_and_a_change_of_the_figures_alone_are_no_conflict(store: Workspace) -> None:
    bases = both_stand()
    assert write_commentary(words={SUMMARY: Words("Ada's paragraph.")}, by="Ben", bases=bases).versions == {}
    write_commentary(words={PRACTICE: Words("Visits.", {"visits": "303"})}, by="Ada")
    unread = write_commentary(words={PRACTICE: Words("Visits.")}, by="Ben", bases=bases)
    assert (unread.versions, unread.left.keys()) == ({}, {PRACTICE})
    changed = write_commentary(words={PRACTICE: Words("Late visits.")}, by="Ben", bases=bases)
    assert changed.versions == {PRACTICE: 3}


def test_words_that_were_withdrawn_or_are_new_are_not_taken_back_either(store: Workspace) -> None:
    bases = both_stand()
    write_commentary(words={PRACTICE: Words("")}, by="Ada")
    unchanged = write_commentary(words={PRACTICE: Words("Visits.")}, by="Ben", bases=bases)
    assert unchanged.left[PRACTICE].endswith(", withdrawn")
    assert "practice" not in commentary_of("2023-12")
    with pytest.raises(RefusedInput, match="practice"):
        write_commentary(words={PRACTICE: Words("Late visits.")}, by="Ben", bases=bases)
    with pytest.raises(RefusedInput, match="summary"):
        write_commentary(words={SUMMARY: Words("Mine.")}, by="Ben", bases={SUMMARY: NONE})
    other = ("2024-01", "summary")
    assert write_commentary(words={other: Words("New.")}, by="Ben", bases={other: NONE}).versions == {
        other: 1
    }
