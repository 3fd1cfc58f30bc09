"""Family hubs, Supporting Families and the recruitment of foster carers."""

from __future__ import annotations

import pandas as pd

from tests.support.dataset_recount.measures import measure
from tests.support.dataset_recount.records import Files, Period, dated

STAGES = ("enquiry", "screening", "home_visit", "stage1", "stage2", "panel", "approved")


@measure("hub locality hub_locality")
def hub_visits(files: Files, period: Period) -> pd.DataFrame:
    """Visits to a hub in the period."""
    visits = files.register(
        "hub_attendance",
        attendee="attendee_id",
        hub="hub_id",
        on="attended_on",
        locality="home_locality_id",
    )
    hubs = files.register("hubs", hub="hub_id", hub_locality="locality_id")
    return dated(visits, period).merge(hubs, on="hub", how="left")


@measure("hub locality", each="attendee")
def hub_individuals(files: Files, period: Period) -> pd.DataFrame:
    """Different people who visited a hub; visits without a name left out."""
    return hub_visits(files, period).dropna(subset="attendee")


@measure("hub_locality", of_all="central west east", total=False)
def hub_visit_share_pct(files: Files, period: Period) -> pd.DataFrame:
    """Visits by the locality of the hub, of all visits."""
    return hub_visits(files, period)


def forms(files: Files, period: Period) -> pd.DataFrame:
    """Rows of Supporting Families forms of the period: one for each form and concern."""
    rows = files.register(
        "supporting_families",
        form="form_id",
        on="form_date",
        theme="concern",
        identified="identified",
        result="result",
        team="team_id",
        locality="locality_id",
    )
    return dated(rows, period)


@measure("team locality", each="form")
def sf_forms_completed(files: Files, period: Period) -> pd.DataFrame:
    """Different forms dated in the period."""
    return forms(files, period)


@measure("band", each="form", of_all="none one_or_two three_or_more", total=False)
def sf_outcome_band_pct(files: Files, period: Period) -> pd.DataFrame:
    """Forms by the number of different concerns with a positive result, of all forms."""
    rows = forms(files, period)
    good = rows[rows.result == "positive"].groupby("form").theme.nunique()
    number = rows.form.map(good).fillna(0)
    bands = pd.cut(number, [-1, 0, 2, 10], labels=["none", "one_or_two", "three_or_more"])
    return rows.assign(band=bands.astype("object"))


@measure("team locality theme")
def sf_concern_positive_pct(files: Files, period: Period) -> pd.DataFrame:
    """Concerns identified whose result is positive."""
    rows = forms(files, period)
    rows = rows[rows.identified == "yes"]
    return rows.assign(hit=rows.result == "positive")


@measure("stage", each="household", total=False)
def fostering_pipeline_stage(files: Files, period: Period) -> pd.DataFrame:
    """Households that reached each stage in the period."""
    columns = {stage: f"{stage}_date" for stage in STAGES}
    rows = files.register("fostering", household="household_id", **columns)
    reached = rows.melt("household", list(STAGES), var_name="stage", value_name="on")
    return dated(reached.assign(on=pd.to_datetime(reached.on)), period)
