"""Reading age: the formula by hand, syllables against a list counted by ear, what is counted on a page."""

from __future__ import annotations

import pytest

from goldenthread.publication.reading_age import Reading, reading_of, reading_of_text, syllables
from goldenthread.publication.tree import (
    Bullets,
    Column,
    Details,
    Link,
    Notice,
    Page,
    Paragraph,
    Section,
    Table,
    Term,
)

BY_EAR = """
able2 actual3 agency3 area3 assessment3 average3 because2 before2 being2 boxes2 bridges2 careful2 changed1
changes2 child1 children2 churches2 client2 closed1 commission3 conference3 council2 counted2 course1 courses2
doing2 employee3 ended2 enquiries3 enquiry3 evenly3 families3 family3 fewer2 figure2 figures2 finished2 going2
great1 guardian3 guess1 helped1 homeless2 homes1 house1 houses2 idea3 initial3 language2 little2 lives1
locality4 material4 measure2 meeting2 million2 missed1 national3 nearly2 needed2 official3 people2 period3
physical3 placement2 places2 plan1 playing2 police2 previous3 protection3 quarter2 question2 quick1 quiet2
reached1 really2 recognised3 region2 rules1 safe1 safely2 saying2 schools1 science2 sea1 serious3 shares1
simple2 simply2 social2 society4 someone2 something2 sometimes2 special2 started2 statement2 station2
statistical4 supervision4 table2 tables2 there1 these1 times1 trying2 turnover3 used1 usual3 usually4
vacancies3 various3 visited3 wanted2 whole1 wishes2 worker2 year1 years1
"""


def test_syllables_are_counted_as_one_hears_them() -> None:
    wrong = [word for word in BY_EAR.split() if syllables(word[:-1]) != int(word[-1])]
    assert wrong == []
    assert len(BY_EAR.split()) > 100
    assert syllables("1,556") == 1


def test_the_formula_is_that_of_flesch_and_kincaid() -> None:
    """0.39 × 6 words − 15.59 + 11.8 × 1 syllable = −1.45, no lower than the start of school."""
    assert reading_of_text(["The cat sat on the mat."]) == Reading(6, 1, 6)
    assert reading_of_text(["The cat sat on the mat."]).age == 5
    many = reading_of_text(["The council protected many children. Families visited."])
    assert many == Reading(7, 2, 16)
    assert many.age == pytest.approx(5 + 0.39 * 3.5 + 11.8 * 16 / 7 - 15.59)
    assert reading_of_text([]).age == 5


def test_running_text_is_counted_and_nothing_else() -> None:
    table = Table("Not this caption", (Column("Nor this"),), ((("nor this",),),))
    blocks = (
        Paragraph(("One plan", Link("not this link", "x"), " is here.")),
        Bullets((("Two are there",), ("An audit, three. ", Term("Audit", "a check")))),
        table,
        Details("not this summary", (Notice("nor this title", ("Four it is.",)),)),
    )
    page = Page("stem", "Not this title", "Nor this", blocks[:1], (Section("a", "Nor this", blocks[1:]),))
    assert (reading_of(page).words, reading_of(page).sentences) == (16, 5)
