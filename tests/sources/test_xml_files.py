"""XML that attacks, swells, breaks off or is oddly written: right values or a refusal, soon and small."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import textwrap
import time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.cin_census.layout import ROOT, UNREAD
from goldenthread.sources.xml_files import walk
from goldenthread.sources.xml_files.look import is_xml, look
from goldenthread.sources.xml_files.records import Records, read_records
from tests.sources.census_written import child, children, episode, written

PLAIN = written([child("A1", episode("2023-05-01"))])


def read(content: bytes) -> Records:
    return read_records("CIN.xml", content, ROOT, UNREAD)


def values(content: bytes, name: str = "CINdetails", field: str = "CINreferralDate") -> list[str | None]:
    found: list[str | None] = read(content).tables[name][field].to_pylist()
    return found


LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghz", strict=True)
)
BOMB = f'<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]><Message>&z;</Message>'
HOSTILE = {
    "billion laughs": BOMB,
    "an outside entity": '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]><Message>&x;</Message>',
    "a parameter entity": '<!DOCTYPE Message [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><Message/>',
    "an outside type": '<!DOCTYPE Message SYSTEM "http://127.0.0.1:9/x.dtd"><Message/>',
    "a type alone": "<!DOCTYPE Message><Message/>",
    "an entity of its own": "<Message>&x;</Message>",
    "no end": "<Message><Children>",
    "crossed tags": "<Message><Children></Message></Children>",
    "two roots": "<Message/><Message/>",
    "nothing": "",
    "a NUL": "<Message>\0</Message>",
    "an unknown encoding": '<?xml version="1.0" encoding="klingon"?><Message/>',
    "a wrong byte": b"<Message>\xff\xfe\xfa</Message>",
    "an element in a value": "<Message><Children><Child><ChildIdentifiers><UPN>A<b/>1</UPN>"
    "</ChildIdentifiers></Child></Children></Message>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_at_once(kind: str) -> None:
    content = HOSTILE[kind]
    before = time.perf_counter()
    with pytest.raises(RefusedInput) as refused:
        read(content if isinstance(content, bytes) else content.encode())
    assert time.perf_counter() - before < 1
    assert refused.value.where
    assert refused.value.why
    assert refused.value.do
    assert "passwd" not in str(refused.value)


LONG = {
    "a deep nest": "b'<Message>' + b'<a>' * 3_000_000",
    "a long value": "b'<Message><Children><Child><ChildIdentifiers><UPN>' + b'x' * 60_000_000",
    "a long tag": "b'<Message ' + b'a' * 60_000_000",
    "many attributes": "b'<Message ' + b' '.join(b'a%d=\"\"' % n for n in range(3_000_000)) + b'/>'",
    "a long comment": "b'<Message><!--' + b'x' * 60_000_000 + b'--></Message>'",
    "a long instruction": "b'<Message><?x ' + b'x' * 60_000_000 + b'?></Message>'",
    "a long section": "b'<Message><Children><Child><ChildIdentifiers><UPN><![CDATA[' + b'x' * 60_000_000",
    "a child with a million records": "b'<Message><Children><Child><CINdetails>' + "
    "b'<CINPlanDates><CINPlanStartDate>2023-01-01</CINPlanStartDate></CINPlanDates>' * 800_000",
}


@pytest.mark.parametrize("kind", LONG)
def test_what_is_made_to_fill_the_memory_is_refused_in_little_of_it(kind: str) -> None:
    """Beside the content itself, which lies in memory here, no more than 100 MB are used."""
    code = f"""
    from pathlib import Path
    from goldenthread.base.errors import RefusedInput
    from goldenthread.sources.cin_census.layout import ROOT, UNREAD
    from goldenthread.sources.xml_files.records import read_records
    def held():
        return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    content = {LONG[kind]}
    before = held()
    try:
        read_records("CIN.xml", content, ROOT, UNREAD)
        print("read")
    except RefusedInput as refusal:
        print("refused", refusal.where)
    print((held() - before) // 1024)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    said, more = done.stdout.strip().splitlines()
    assert said.startswith("refused CIN.xml")
    assert int(more) < 100


@pytest.mark.parametrize(
    "change",
    [
        (b"<Message>", b'<Message xmlns="http://www.education.gov.uk/cin">'),
        (b"<Message>", b'<Message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:x="a">'),
        (b"\n", b""),
        (b"\n", b"\r\n   \t"),
        (b">2023-05-01<", b">\n   2023-05-01\n<"),
        (b">2023-05-01<", b">2023<!-- a remark -->-05-01<"),
        (b">2023-05-01<", b"><![CDATA[2023-05-01]]><"),
        (b">2023-05-01<", b">2023-0<?go on?>5-01<"),
        (b">2023-05-01<", b">&#50;023-05-01<"),
        (b"<CINreferralDate>", b'<CINreferralDate note="x">'),
        (b"CINreferralDate", b"cinReferralDate"),
        (b"<Children>", b"stray<Children>stray<Assessments/>"),
        (b"<CINdetails>", b"<CINdetails><Assessments/><Section47></Section47><Unheard><of>1</of></Unheard>"),
    ],
)  # fmt: skip
def test_odd_but_right_writing_gives_the_same_values(change: tuple[bytes, bytes]) -> None:
    content = PLAIN.replace(*change)
    assert content != PLAIN
    assert values(content) == ["2023-05-01"]
    assert values(content, "Child", "LAchildID") == ["A1"]
    tables = read(content).tables
    assert [tables[name].num_rows for name in ("Assessments", "Section47")] == [0, 0]


def test_prefixes_are_no_part_of_a_name() -> None:
    content = PLAIN.replace(b"<", b"<c:").replace(b"<c:/", b"</c:")
    content = content.replace(b"<c:Message>", b'<c:Message xmlns:c="urn:x">', 1)
    assert values(content) == ["2023-05-01"]
    assert look(content).collection == "CIN"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    text = PLAIN.decode().replace("<LAchildID>A1", "<LAchildID>é1")
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + text
    assert values(declared.encode(encoding), "Child", "LAchildID") == ["é1"]
    assert is_xml(declared.encode(encoding))


def test_stray_text_and_unknown_elements_are_counted_and_never_shown() -> None:
    content = PLAIN.replace(b"<Children>", b"Zebedee<Children><Unheard/><Unheard>Zebedee</Unheard>")
    said = " ".join(note.text for note in read(content).notes)
    assert "Unheard (2)" in said
    assert "in 1 place, the first at line" in said
    assert "Zebedee" not in said


def test_a_value_given_twice_is_said() -> None:
    content = PLAIN.replace(b"<ReferralNFA>", b"<ReferralSource>8</ReferralSource><ReferralNFA>")
    assert values(content, field="ReferralSource") == ["8"]
    assert "ReferralSource stands more than once" in read(content).notes[0].text


@settings(max_examples=60, deadline=None)
@given(children(4), st.data())
def test_a_file_cut_anywhere_is_refused(found: list[dict[str, object]], data: st.DataObject) -> None:
    content = written(found)
    cut = data.draw(st.integers(0, len(content.rstrip()) - 1))
    with pytest.raises(RefusedInput):
        read(content[:cut])


@settings(max_examples=150, deadline=None)
@given(children(3), st.data())
def test_bytes_changed_anywhere_are_read_or_refused(
    found: list[dict[str, object]], data: st.DataObject
) -> None:
    content = bytearray(written(found))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    look(bytes(content))
    with contextlib.suppress(RefusedInput):
        read(bytes(content))


@settings(max_examples=60, deadline=None)
@given(children(), st.sampled_from(["", "\n", "  \r\n\t"]), st.sampled_from([1, 7, 100, walk.STEP]))
def test_every_value_arrives_where_it_stands(found: list[dict[str, object]], space: str, step: int) -> None:
    """No value is lost or moved, wherever the parts end that the parser is given."""
    with patch.object(walk, "STEP", step):
        records = read(written(found, space=space))
    wanted: dict[str, list[object]] = {"ids": [], "dates": [], "reviews": [], "factors": []}
    for one in found:
        identifiers = one["ChildIdentifiers"]
        assert isinstance(identifiers, dict)
        name = identifiers["LAchildID"]
        episodes = one["CINdetails"]
        assert isinstance(episodes, list)
        holds = any(identifiers.values()) or any(one["ChildCharacteristics"].values()) or episodes  # type: ignore[attr-defined]
        if holds:
            wanted["ids"].append(name.strip() if name else None)
        for each in episodes:
            wanted["dates"].append(each["CINreferralDate"])
            wanted["reviews"] += [
                day for plan in each["ChildProtectionPlans"] for day in plan["Reviews"]["CPPreviewDate"]
            ]
            wanted["factors"] += [
                code
                for made in each["Assessments"]
                for code in made["FactorsIdentifiedAtAssessment"]["AssessmentFactors"]
            ]
    tables = records.tables
    assert tables["CINdetails"]["CINreferralDate"].to_pylist() == wanted["dates"]
    assert tables["CPPreviewDate"]["CPPreviewDate"].to_pylist() == wanted["reviews"]
    assert tables["AssessmentFactors"]["AssessmentFactors"].to_pylist() == wanted["factors"]
    ids = tables["Child"]["LAchildID"].to_pylist()
    assert [one for one in ids if one] == [one for one in wanted["ids"] if one]
