"""What is known of the children in rows: age, sex, ethnicity, disability, and whether they came alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.support.dataset_recount.records import Files, open_at
from tests.support.standard_codes import ETHNIC_GROUPS

SEXES = {"M": "male", "F": "female"}


def in_groups(codes: pd.Series, groups: dict[str, str]) -> pd.Series:
    """The group of each code; none where no group has it."""
    by_code = {code: group for group, names in groups.items() for code in names.split()}
    return codes.map(by_code)


def described(files: Files, rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows with the groups asked for, as on each row's day: `unknown` where nothing is known.

    A team or locality on the row itself goes before the case worker's and that of the home.
    """
    for name in by:
        if name not in rows:
            rows = rows.assign(**{name: GROUPINGS[name](files, rows)})
    return rows.assign(**{name: rows[name].fillna("unknown") for name in by})


def team(files: Files, rows: pd.DataFrame) -> pd.Series:
    """The team of the case worker."""
    return open_at(rows, files.case_workers, "team")


def locality(files: Files, rows: pd.DataFrame) -> pd.Series:
    """The locality of the home address."""
    return open_at(rows, files.homes, "locality")


def age_band(files: Files, rows: pd.DataFrame) -> pd.Series:
    """The band of the whole years of age; unborn where birth is still expected or comes later."""
    people = files.extract("person", born="pers_dob", due="pers_expected_dob").loc[rows.child]
    born, due = (pd.Series(people[name].to_numpy(), index=rows.index) for name in ("born", "due"))
    last = born.dt.day.where(~((born.dt.month == 2) & (born.dt.day == 29) & ~rows.on.dt.is_leap_year), 28)
    later = (rows.on.dt.month, rows.on.dt.day)
    to_come = (later[0] < born.dt.month) | ((later[0] == born.dt.month) & (later[1] < last))
    age = rows.on.dt.year - born.dt.year - to_come.astype(int)
    bands = pd.cut(
        age, [-99, 0, 4, 9, 15, 17, 199], labels=["under 1", "1-4", "5-9", "10-15", "16-17", "18+"]
    )
    unborn = (born > rows.on) | (born.isna() & due.notna())
    return bands.astype("object").mask(unborn, "unborn")


def sex(files: Files, rows: pd.DataFrame) -> pd.Series:
    """Female or male."""
    return _of_child(files.extract("person", sex="pers_sex").sex.map(SEXES), rows)


def ethnicity(files: Files, rows: pd.DataFrame) -> pd.Series:
    """One of five broad groups."""
    codes = files.extract("person", ethnicity="pers_ethnicity").ethnicity
    return _of_child(in_groups(codes, ETHNIC_GROUPS), rows)


def disability(files: Files, rows: pd.DataFrame) -> pd.Series:
    """Yes for any disability, no where it was recorded that there is none."""
    told = files.extract("disability", child="disa_person_id", code="disa_disability_code")
    answers = (told.code != "NONE").groupby(told.child).any().map({True: "yes", False: "no"})
    return rows.child.map(answers)


def uasc(files: Files, rows: pd.DataFrame) -> pd.Series:
    """Whether the child was an unaccompanied asylum seeker at any time."""
    told = files.extract("immigration_status", child="immi_person_id", status="immi_immigration_status")
    alone = told.child[told.status == "Unaccompanied Asylum Seeking Child"]
    return pd.Series(np.where(rows.child.isin(alone), "yes", "no"), index=rows.index)


def _of_child(values: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """The value of each row's child: a child's number is its place among the persons."""
    return rows.child.map(values)


GROUPINGS = {
    "team": team,
    "locality": locality,
    "age_band": age_band,
    "sex": sex,
    "ethnicity": ethnicity,
    "disability": disability,
    "uasc": uasc,
}
