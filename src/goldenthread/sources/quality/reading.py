"""Rules as they are written: one YAML file a subject in `rules/`.

A rule stands under its table. A family is one rule for many columns: its texts hold '{table}', '{column}',
'{key}', '{name}' and '{filled}'. Each column named in `of` gives a rule, with DfE's number in `dfe`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import BadCard, suggest
from goldenthread.model.ddl import arrow_schema
from goldenthread.model.table import SUPERSEDED, Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.quality.rule import SEVERITIES, Beside, Rule

FOLDER = Path(__file__).parent / "rules"
NEEDS_NONE = Path(__file__).parent / "needs_none.yml"

NEEDED = ("code", "columns", "severity", "says", "do", "example")
FIELDS = (*NEEDED, "when", "beside", "without", "dfe")
_OF_FAMILY = ("family", "of", "dfe")
_VALUES = {"date": "2023-10-02", "bool": "yes", "int": "1", "dec": "1"}
"""What stands for '{filled}' in the example of a family: a value of the column's type."""
BESIDE_FIELDS = ("table", "same", "is", "rows")


@cache
def rules() -> dict[str, Rule]:
    """Every shipped rule by code, in the order of files and lines."""
    found: dict[str, Rule] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for rule in read_rules(path.read_text(encoding="utf-8"), path.name):
            if rule.code in found:
                raise BadCard(f"There are two rules '{rule.code}'.", where=rule.where)
            found[rule.code] = rule
    return found


@cache
def not_guarded() -> dict[str, str]:
    """Columns that facts read and no rule guards -> why none is needed."""
    reasons = read_yaml(NEEDS_NONE.read_text(encoding="utf-8"))
    return {column: reason for reason, columns in reasons.items() for column in columns}


def read_rules(text: str, file: str) -> list[Rule]:
    """The rules of one file: a list of '{table: …, rules: […]}' and '{family: …, of: […]}'."""
    found: list[Rule] = []
    for part in read_yaml(text):
        if "family" in part:
            found += _family(part, file)
            continue
        found += [_rule(spec, _table(part.get("table"), file), file) for spec in part["rules"]]
    return found


def _family(part: Mapping[str, Any], file: str) -> Iterator[Rule]:
    for name in part["of"]:
        table, _, column = str(name).partition(".")
        declared = _table(table, f"{file}, family '{part['family']}'")
        _column(declared, column, f"{file}, family '{part['family']}'")
        words = {
            "{table}": table,
            "{column}": column,
            "{key}": (*key_of(declared), "")[0],
            "{name}": column.removesuffix("_id").replace("_", " "),
            "{filled}": _VALUES.get(declared.column(column).type, "x"),
        }
        spec = {key: _filled(value, words) for key, value in part.items() if key not in _OF_FAMILY}
        code = f"{table}.{column}.{part['family']}"
        dfe = part.get("dfe", {}).get(name, "")
        yield _rule({"columns": [column], **spec, "code": code, "dfe": dfe}, declared, file)


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for mark, word in words.items():
            value = value.replace(mark, word)
        return value
    if isinstance(value, Mapping):
        return {_filled(key, words): _filled(one, words) for key, one in value.items()}
    return [_filled(one, words) for one in value] if isinstance(value, list) else value


def _rule(spec: Mapping[str, Any], table: Table, file: str) -> Rule:
    where = f"{file}, rule '{spec.get('code')}'"
    for name in spec:
        if name not in FIELDS:
            raise BadCard(f"A rule has no field '{name}'.", where=where, do=suggest(str(name), FIELDS))
    missing = [name for name in NEEDED if not spec.get(name)]
    if missing or not {"when", "beside", "without"} & set(spec):
        raise BadCard(f"The rule lacks {', '.join(missing) or 'a condition'}.", where=where)
    if spec["severity"] not in SEVERITIES:
        raise BadCard("The severity is none.", where=where, do=suggest(str(spec["severity"]), SEVERITIES))
    return Rule(
        code=str(spec["code"]),
        table=table.name,
        columns=tuple(_guarded(str(name), table, where) for name in spec["columns"]),
        severity=spec["severity"],
        says=" ".join(str(spec["says"]).split()),
        do=" ".join(str(spec["do"]).split()),
        condition=str(spec.get("when", "true")),
        example={str(name): str(text) for name, text in spec["example"].items()},
        dfe=str(spec.get("dfe", "")),
        beside=_beside(spec.get("beside"), table, where),
        without=_beside(spec.get("without"), table, where),
        file=file,
    )


def _beside(spec: Mapping[str, Any] | None, table: Table, where: str) -> Beside | None:
    if spec is None:
        return None
    for name in spec:
        if name not in BESIDE_FIELDS:
            raise BadCard(f"There is no '{name}' here.", where=where, do=suggest(str(name), BESIDE_FIELDS))
    other = _table(spec.get("table"), where)
    if spec.get("rows") not in (None, SUPERSEDED):
        raise BadCard(
            f"There are no rows '{spec['rows']}'.", where=where, do=suggest(spec["rows"], [SUPERSEDED])
        )
    superseded = "rows" in spec
    same = spec.get("same", key_of(other) if superseded else {})
    pairs = same.items() if isinstance(same, Mapping) else ((name, name) for name in same)
    found = tuple((_column(table, str(own), where), _column(other, str(its), where)) for own, its in pairs)
    return Beside(other.name, found, str(spec.get("is", "true")), superseded)


def key_of(table: Table) -> tuple[str, ...]:
    """The columns that say which record a row is, whoever's it is and whenever it came."""
    return tuple(name for name in table.key if name not in ("authority", "as_at"))


def _table(name: object, where: str) -> Table:
    if name not in TABLES:
        raise BadCard(f"There is no table '{name}'.", where=where, do=suggest(str(name), TABLES))
    return TABLES[str(name)]


def _column(table: Table, name: str, where: str) -> str:
    known = arrow_schema(table).names
    if name not in known:
        raise BadCard(f"'{table.name}' has no column '{name}'.", where=where, do=suggest(name, known))
    return name


def _guarded(name: str, table: Table, where: str) -> str:
    """'start_date' of the rule's own table, 'persons.dob' of another, or alternatives 'postcode|lsoa'."""
    options = []
    for option in name.split("|"):
        other, dot, column = option.rpartition(".")
        guarded = _table(other, where) if dot else table
        options.append(f"{guarded.name}.{_column(guarded, column, where)}")
    return "|".join(options)
