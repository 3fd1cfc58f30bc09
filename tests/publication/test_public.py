"""The public pages: plain, light, without script, every word explained, nothing for staff alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from goldenthread.analysis.comparators import Comparator, Comparators, Side
from goldenthread.analysis.findings import FindingKind
from goldenthread.editions.releases.changes import Since
from goldenthread.editions.releases.record import Numbered
from goldenthread.engine.cards import shipped_measures
from goldenthread.publication.content.public import first, measure, sentences
from goldenthread.publication.content.public.sentences import WHY_NOT, change_sentence
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.plain_words import PlainWords, plain_words, reader_glossary
from goldenthread.publication.reading_age import reading_of, reading_of_text
from goldenthread.publication.rendering import Content
from goldenthread.publication.tree import Bullets, Term
from tests.golden import assert_golden
from tests.publication.made_up import AUTHORITY, STRATEGY, made_up_edition
from tests.publication.pages import Node, assert_links_lead_somewhere, outline, pages_of, parse
from tests.publication.test_html import few_measures
from tests.publication.test_public_hidden import RELEASE

GOLDEN = Path(__file__).parent / "golden"
CATALOGUE = Path(__file__).parents[2] / "src" / "goldenthread" / "catalogue"
NAMES = ("index", "priority-1", "priority-2", "priority-3", "priority-4", "glossary", "made")
OLDEST = 12
"""No page may be harder to read than school texts of this age."""
FOR_STAFF = (
    *("Team ", "annex_a", "Proof", "PR0000", "made-up", "Snapshot", "Service plan", "Head of performance"),
    *("Caseloads count children", "Elsewhere"),
)
"""Words of the made-up edition that stand in its leadership pages or sources, and are not for everybody."""
SHORTEST = 50
"""A page of fewer words is no fair measure."""


@cache
def content() -> Content:
    return content_of(made_up_edition(audience="public", comparators=others(), contact="0300 555 0100"))


def others() -> dict[str, Comparators]:
    """A published figure that is like the measure, one that is not, and one that was not published."""

    def one(name: str, value: float | None, symbol: str = "", *, like: bool = True) -> Comparator:
        period, kind = "2022-23", "financial_year"
        return Comparator(
            "england", "E92", name, period, kind, value, symbol, 1, None, "DfE", like, verdict=Side.ABOVE
        )

    items = (one("England", 22.4), one("Elsewhere", 91.5, like=False), one("South East", None, "c"))
    return {"rereferrals_12m_pct": Comparators("rereferrals_12m_pct", AUTHORITY, "LAIT:x", "percent", items)}


@cache
def html() -> dict[str, str]:
    return pages_of(content().edition)


@cache
def pages() -> dict[str, Node]:
    return {name.removesuffix(".html"): parse(text) for name, text in html().items()}


@pytest.mark.golden
def test_content() -> None:
    page = pages_of(replace(few_measures(), audience="public"))["priority-1.html"]
    look_for = "plain sentences that the table bears out; 'we do not know'; terms explained once"
    assert_golden(GOLDEN / "public-priority-1.txt", outline(parse(page)), look_for=look_for)


def test_the_pages_are_light_and_need_neither_script_nor_anything_from_elsewhere() -> None:
    assert tuple(pages()) == NAMES
    for name, text in html().items():
        assert len(text.encode()) <= 200_000, name
        assert "<script" not in text
        assert "<link" not in text
        assert "://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "@media print" in text
    assert_links_lead_somewhere(html())


def test_the_pages_that_go_out_carry_no_keys_and_say_the_same() -> None:
    """The tests read figures by their keys; readers outside get the same pages without them."""
    sent = files_of(content(), ("html",))
    for name in html():
        text = sent[name].decode()
        assert "data-" not in text, name
        assert outline(parse(text)) == outline(parse(html()[name])), name
        assert len(text) < len(html()[name]) or "data-part" not in html()[name]
    assert any("data-part" in text for text in html().values())


def test_nothing_is_there_that_only_staff_should_see() -> None:
    for name, text in html().items():
        assert [words for words in FOR_STAFF if words in text] == [], name
    assert [
        name for name in html() if name.startswith(("data", "flow", "journeys", "ahead", "definitions"))
    ] == []


def test_the_first_page_says_what_it_is_what_changed_and_whom_to_ask() -> None:
    said = outline(pages()["index"])
    assert "records of our work up to 31 December 2023" in said
    assert "Right support at the right time" in said
    assert "## What has changed" in said
    assert "Ask us: 0300 555 0100" in said
    assert "Ask us" not in outline(parse(pages_of(made_up_edition(audience="public"))["index.html"]))


@pytest.mark.parametrize(
    ("left", "said"),
    [(0, ""), (1, "There is 1 more. The page of its aim tells"), (2, "There are 2 more. The pages of each")],
)
def test_the_first_page_counts_the_changes_that_it_leaves_out(
    left: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each change is told on the page of its measure, so that those are counted there."""
    monkeypatch.setattr(first, "MOST", 99)
    edition = made_up_edition(audience="public")
    told = next(section for section in first.plain_first(edition).sections if section.anchor == "changed")
    every = next(len(block.items) for block in told.blocks if isinstance(block, Bullets))
    monkeypatch.setattr(first, "MOST", every - left)
    page = outline(parse(pages_of(edition)["index.html"]))
    assert said in page
    assert bool(said) == (" more. The page" in page)


def test_a_measure_says_how_it_stands_in_plain_sentences() -> None:
    said = outline(pages()["priority-2"])
    assert "It was 25% (77 of 308) in December 2023. A year before it was 30% (96 of 320)." in said
    assert "Our target is 22%. We have not met it. Missed" in said
    assert "England | 22% | 2022-23" in said
    assert "South East" not in said
    assert "Of 2 targets we have missed both." in said
    care = outline(pages()["priority-3"])
    assert "Children in our care for every 10,000 children" in care
    assert "looked after for each" not in care


@pytest.mark.parametrize("way", ["better", "worse", "higher", "lower"])
@pytest.mark.parametrize(
    ("kind", "words"),
    [(FindingKind.CHANGED, "usual"), (FindingKind.DRIFT, "before"), (FindingKind.USUAL, "")],
)
def test_the_list_of_an_aim_says_which_way_each_figure_goes(
    way: str, kind: FindingKind, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the words of the sentence on the measure's own page."""
    shown = next(each for each in all_shown(content().edition) if each.has_value() and each.own_finding())
    found = replace(one, kind=kind, direction=way) if (one := shown.own_finding()) else None
    monkeypatch.setattr(Shown, "own_finding", lambda _: found)
    monkeypatch.setattr(sentences, "_stands_alone", lambda _, kind: kind is FindingKind.CHANGED)
    said, listed = sentences.change_sentence(shown), sentences.course(shown)
    if not words:
        assert (said, listed) == (sentences._USUAL, "As usual.")
        return
    assert listed == f"{way.capitalize()} than {words}."
    assert f"{way} than " in said
    assert ("those before" in said) == (words == "before")
    assert f" {listed}" in "".join(part for part in measure.answer(shown) if isinstance(part, str))


def test_the_population_is_said_in_plain_words() -> None:
    said = "We use the official estimate of 49,978 children for the middle of 2022."
    assert said in outline(pages()["made"])
    made = for_audience(made_up_edition(audience="public", population=None))
    assert "we do not know how many children live here" in made.population_note.lower()
    assert "aged 0 to 17" not in "".join(html().values())


def test_absence_is_said_without_what_only_staff_know() -> None:
    said = outline(pages()["priority-1"])
    assert "We do not know. The records that we hold do not tell us." in said
    assert "register of strategy discussions" not in said
    assert "We do not know yet." in outline(pages()["priority-4"])


def test_every_kind_of_absence_has_its_words() -> None:
    assert len(set(WHY_NOT.values())) == 4
    assert "[c]" in next(iter(WHY_NOT.values()))


def test_each_word_of_the_field_carries_its_meaning_where_a_page_first_uses_it() -> None:
    explained = 0
    for page in content().document.pages:
        met: set[str] = set()
        for text in texts(page):
            terms = [part for part in text if isinstance(part, Term)]
            known = {word.word.lower(): word for word in reader_glossary()}
            words = [known[part.text.lower()] for part in terms]
            assert [part.meaning for part in terms] == [word.meaning for word in words]
            assert not met & {word.word for word in words}, (page.stem, words)
            met |= {word.word for word in words}
            explained += len(words)
            for part in (part for part in text if isinstance(part, str)):
                early = {w.word for w in reader_glossary() if w.word not in met and has_word(part, w.forms)}
                assert early <= longer_words(part), (page.stem, part, early)
    assert explained > 20


def test_a_meaning_never_stands_within_a_sentence() -> None:
    """'Our care (looked after by the council) held 510 children' is no sentence."""
    for page in content().document.pages:
        for text in texts(page):
            at = [place for place, part in enumerate(text) if isinstance(part, Term)]
            if at:
                assert at == list(range(at[0], len(text) - 1, 2)), text
                assert (text[at[0] - 1], text[-1]) == (" (", ")")
                assert set(text[at[0] + 1 : -1 : 2]) <= {" "}


def texts(node: object) -> Iterator[tuple[object, ...]]:
    """The running texts of a page: what stands as one, with its terms."""
    for name in ("opening", "sections", "text", "items", "left", "right", "blocks"):
        held = getattr(node, name, ())
        if name == "text":
            yield from [held] if held else []
        elif name == "items":
            yield from held
        else:
            for each in held:
                yield from texts(each)


def has_word(text: str, forms: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text, re.IGNORECASE) for form in forms)


def longer_words(text: str) -> set[str]:
    """Words that stand in a text only within a longer one, which was explained: 'case' in 'care case'."""
    left = text
    for word in sorted((form for w in reader_glossary() for form in w.forms), key=len, reverse=True):
        if has_word(left, (word,)) and any(
            word != other and has_word(other, (word,)) for other in all_forms()
        ):
            left = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", "", left, flags=re.IGNORECASE)
    return {w.word for w in reader_glossary() if not has_word(left, w.forms)}


@cache
def all_forms() -> tuple[str, ...]:
    return tuple(form for word in reader_glossary() for form in word.forms)


def test_no_abbreviation_stands_unexplained() -> None:
    known = {form for form in all_forms() if form.isupper()}
    for name, page in pages().items():
        found = set(re.findall(r"\b[A-Z][A-Z0-9]+s?\b", page.find("main")[0].text()))
        assert found - known - {"DfE"} == set(), name
    shown = " ".join(f"{said.name} {said.counts} {said.unit}" for said in plain_words().values())
    assert set(re.findall(r"\b[A-Z][A-Z0-9]+s?\b", shown)) - known == set()


def test_the_glossary_has_every_word_once_with_a_short_meaning() -> None:
    words = reader_glossary()
    forms = [form.lower() for form in all_forms()]
    assert len(words) >= 55
    assert len(forms) == len(set(forms))
    assert [w.word for w in words if len(w.meaning.split()) > 18 or w.meaning.endswith(".")] == []
    listed = [dt.text().lower() for dt in pages()["glossary"].find("main")[0].find("dt")]
    assert {w.word.lower() for w in words} <= set(listed)


def test_every_measure_of_the_shipped_strategy_has_plain_words() -> None:
    strategy = yaml.safe_load((CATALOGUE / "strategy.yml").read_text(encoding="utf-8"))
    asked = [m for priority in strategy["priorities"] for m in priority["measures"]]
    names = {m if isinstance(m, str) else m["measure"] for m in asked}
    assert names - plain_words().keys() == set()
    assert plain_words().keys() - shipped_measures().keys() == set()
    assert len({said.name for said in plain_words().values()}) == len(plain_words())


def test_a_measure_without_plain_words_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {name: said for name, said in plain_words().items() if name != "cla_started"}
    for module in ("plain_words", "content.public.measure"):
        monkeypatch.setattr(f"goldenthread.publication.{module}.plain_words", lambda: told)
    said = outline(parse(pages_of(made_up_edition(audience="public"))["priority-3.html"]))
    assert "## Children coming into our care" in said
    assert "It shows whether help comes in time." in said


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_hard_to_read(name: str) -> None:
    page = next(page for page in content().document.pages if page.stem == name)
    reading = reading_of(page)
    assert reading.words > SHORTEST or name == "glossary"
    assert reading.age <= OLDEST


def test_the_plain_words_and_meanings_themselves_are_easy() -> None:
    said: list[PlainWords] = list(plain_words().values())
    assert reading_of_text(each.counts for each in said).age <= OLDEST
    assert reading_of_text(word.meaning for word in reader_glossary()).age <= OLDEST
    hard = [each.counts for each in said if reading_of_text([each.counts]).age > OLDEST + 5]
    assert hard == []


def test_the_page_of_how_figures_are_made_says_how_hard_each_page_is() -> None:
    rows = [line for line in outline(pages()["made"]).splitlines() if line.count(" | ") == 2]
    printed = {row.split(" | ")[0]: row.split(" | ")[2] for row in rows[1:]}
    for page in content().document.pages[:-2]:
        assert printed[page.title] == f"{reading_of(page).age:.0f}"
    assert "Flesch-Kincaid" in outline(pages()["made"])


def edition_without_results() -> Edition:
    made = made_up_edition(audience="public")
    return replace(made, results=made.results.rows([]), register=None)


def test_an_edition_with_nothing_in_it_still_reads() -> None:
    text = pages_of(edition_without_results())
    assert "We do not know. We have too few months to tell a change from chance." in text["index.html"]
    assert "We do not know. The records that we hold do not tell us." in text["priority-1.html"]


@pytest.mark.parametrize(
    ("direction", "kind", "said"),
    [
        ("better", FindingKind.CHANGED, "This is better than usual, by more than chance."),
        ("lower", FindingKind.DRIFT, "The last months, taken together, are lower than those before"),
        ("", FindingKind.USUAL, "there is no sign of a real change"),
        ("", FindingKind.TOO_FEW, ""),
    ],
)
def test_a_change_is_told_of_what_changed(direction: str, kind: FindingKind, said: str) -> None:
    made = for_audience(made_up_edition(audience="public"))
    [shown] = [each for each in all_shown(made) if each.measure.id == "early_help_step_downs"]
    assert made.register is not None
    own = shown.own_finding()
    assert own is not None
    told = replace(own, kind=kind, direction=direction)
    register = replace(made.register, findings=(told,))
    assert said in change_sentence(replace(shown, edition=replace(made, register=register)))


def test_rounded_counts_are_said_to_be_about_right() -> None:
    rounded = pages_of(made_up_edition(audience="public", rounding=5))
    said = outline(parse(rounded["priority-2.html"]))
    assert (
        "It was 25% (about 77 of 308) in December 2023. A year before it was 30% (about 96 of 320)." in said
    )
    assert "When | About how many | Percentage" in said
    assert "There were about 303 children" in outline(parse(rounded["priority-1.html"]))
    assert "rounded to the nearest 5" in outline(parse(rounded["made.html"]))
    assert "groups may not add up" in parse(rounded["made.html"]).find("footer")[0].text()
    assert "about 77" not in outline(pages()["priority-2"])


def test_forms_that_plain_words_cannot_carry_are_left_out() -> None:
    assert "cp_plans_net_change" in {shown.measure for p in STRATEGY.priorities for shown in p.measures}
    for text in html().values():
        assert "cp_plans_net_change" not in text


def after_release(**changes: object) -> Edition:
    """The edition after a release for everybody that said 300 where 303 is said now, and lacked a measure."""
    made = made_up_edition(audience="public")
    now = for_audience(made).results.get("cp_plans_open", AUTHORITY, "2023-12")
    pairs = ((replace(now, value=300.0), now), (now, now))
    return replace(
        made, since=Since(RELEASE, {"gone": "Gone"}, pairs, new=("cla_rate",), retired=("gone",)), **changes
    )


def test_the_first_page_opens_with_what_is_new() -> None:
    corrects = Numbered(4, corrects=3, reason="Three plans were entered late.")
    said = outline(parse(pages_of(after_release(release=corrects))["index.html"]))
    assert "We have put something right Three plans were entered late." in said
    assert "The old pages, number 3, are kept as they were." in said
    assert "We last gave out these pages on 2 January 2024. They told of November 2023." in said
    assert "Children with a child protection plan | Dec 2023 | 300 | 303" in said
    assert said.count(" | Dec 2023 | ") == 1  # the figure that reads alike is not told
    assert "New on these pages: Children in our care for every 10,000 children." in said
    assert said.index("put something right") < said.index("What is new") < said.index("These pages say how")
    assert "dd: number 4, which puts number 3 right. Tell us the number if you ask about a figure." in said


def test_a_release_for_others_is_not_told_of() -> None:
    inside = replace(RELEASE, audience="leadership")
    made = after_release()
    assert made.since is not None
    made = replace(made, since=replace(made.since, release=inside))
    assert "What is new" not in pages_of(made)["index.html"]
    assert for_audience(replace(made, audience="leadership")).since is not None
    assert for_audience(replace(made, audience="exempt")).since is None


def test_no_public_page_has_an_interval_that_tells_its_counts() -> None:
    whole = pages_of(made_up_edition())
    assert any('data-part="interval_low"' in page for page in whole.values())
    for name, page in pages_of(content().edition).items():
        assert "interval_low" not in page, name
        assert "95% interval" not in page, name
