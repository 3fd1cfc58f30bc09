"""Every public function of the analysis that computes a statistic is held against somebody else's work.

A function that is new fails until it is listed: with the test that checks it against an independent library
or a published table, or with the reason why it computes no statistic of its own.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ANALYSIS = "goldenthread.analysis"
PARTS = (
    *(
        "change",
        "comparators",
        "discoveries",
        "drivers",
        "fairness",
        "few",
        "findings",
        "forecast",
        "funnel",
        "intervals",
    ),
    *("journeys", "pooling", "ranking", "spc", "split", "targets"),
)
WORDS = {
    "annotations": "marks of what happened on days",
    "broken": "which comparisons lie across a changed rule",
    "figures": "numbers as they are printed",
    "sentences": "figures in words",
    "absent": "words for what has no figure",
    "disclosure": "what may be printed: held by attacks and by a solver (tests/attack)",
}
"""Parts of the analysis that compute no statistic, and what they do instead."""

LIBRARIES = ("scipy", "statsmodels", "lifelines", "pandas", "numpy")


@dataclass(frozen=True)
class Check:
    """A test, as file::function below this folder, and what it checks against: a library that the test calls,
    or words by which it names what was published."""

    test: str
    against: str


def _in(file: str, **checks: tuple[str, str]) -> dict[str, Check]:
    return {name: Check(f"{file}::{test}", against) for name, (test, against) in checks.items()}


INTERVALS, SPC, LIMITS = "test_intervals.py", "spc/test_published.py", "spc/test_limits.py"
STRENGTH = "findings/test_strength.py"
PLACES, REAL = "comparators/test_places.py", "comparators/test_real_published_figures.py"

CHECKED: dict[str, Check] = {
    f"{part}.{name}": check
    for part, checks in {
        "intervals": _in(
            INTERVALS,
            wilson=("test_wilson_agrees_with_statsmodels", "statsmodels"),
            clopper_pearson=("test_clopper_pearson_agrees_with_statsmodels", "statsmodels"),
            byar=("test_byar_agrees_with_its_formula_worked_out_another_way", "Breslow and Day (1987)"),
            garwood=("test_garwood_agrees_with_the_quantiles_of_chi_square", "scipy"),
            difference_of_proportions=("test_newcombe_agrees_with_statsmodels", "statsmodels"),
            ratio_of_rates=("test_the_ratio_of_rates_agrees_with_scipy_given_the_sum", "scipy"),
        ),
        "spc.chart": _in(SPC, chart=("test_xmr_of_the_engineering_statistics_handbook", "NIST/SEMATECH")),
        "spc.signals": _in(
            SPC, signals=("test_u_chart_of_equal_samples_is_the_c_chart_of_montgomery", "qcc")
        ),
        "spc.icons": _in(
            SPC, assurance=("test_assurance_of_nhsrplotthedots", "test-ptd_calculate_assurance_type.R")
        ),
        "spc.rare": _in(
            SPC, between_chart=("test_t_chart_is_an_xmr_chart_of_transformed_days", "Montgomery's table")
        ),
        "spc.limits": _in(
            LIMITS,
            moving_ranges=("test_ranges_and_limits_are_those_of_numpy", "numpy"),
            mean_range=("test_ranges_and_limits_are_those_of_numpy", "numpy"),
            xmr=("test_ranges_and_limits_are_those_of_numpy", "numpy"),
            even=("test_pooled_limits_are_those_of_scipys_distributions", "scipy"),
            leaning=("test_the_lean_is_the_autocorrelation_of_statsmodels", "statsmodels"),
            leaning_by_chance=("test_one_stretch_in_twenty_leans_more_than_by_chance", "numpy"),
            proportions=("test_pooled_limits_are_those_of_scipys_distributions", "scipy"),
            rates=("test_pooled_limits_are_those_of_scipys_distributions", "scipy"),
            pooled=("test_pooled_limits_are_those_of_scipys_distributions", "scipy"),
            dispersion_of=("test_sigma_z_is_that_of_scipys_normal_distribution", "scipy"),
            widest_by_chance=("test_one_stretch_in_a_hundred_spreads_wider_than_by_chance", "scipy"),
            few_events=("test_exact_limits_are_those_of_scipys_quantiles", "scipy"),
            few_cases=("test_exact_limits_are_those_of_scipys_quantiles", "scipy"),
            cases_between=("test_cases_between_spread_as_scipys_geometric_distribution", "scipy"),
        )
        | _in(
            SPC,
            to_normal=("test_the_power_of_nelson_makes_times_as_good_as_normal", "Nelson (1994)"),
            to_days=("test_the_power_of_nelson_makes_times_as_good_as_normal", "Nelson (1994)"),
        ),
        "fairness": _in(
            "test_fairness.py",
            relative_rate=(
                "test_a_relative_rate_and_its_interval_are_those_of_scipy_and_statsmodels",
                "scipy",
            ),
            fairness=("test_p_is_that_of_plain_arithmetic_and_q_that_of_statsmodels", "statsmodels"),
        ),
        "drivers": _in(
            "test_drivers.py",
            ratios=("test_the_own_effects_are_the_shapley_value_of_the_rates", "shapley_value"),
        ),
        "journeys": _in(
            "test_journeys.py",
            journey=("test_the_curve_and_its_quartiles_are_those_of_lifelines", "lifelines"),
        ),
        "forecast": _in(
            "test_forecast.py", forecast=("test_the_fading_trend_is_that_of_the_recursion", "statsmodels")
        ),
        "comparators.averages": _in(PLACES, average=("test_mean_and_median_are_those_of_pandas", "pandas")),
        "comparators.places": _in(
            PLACES,
            place=("test_place_and_quartile_are_those_of_pandas", "pandas"),
            quartile=("test_place_and_quartile_are_those_of_pandas", "pandas"),
            range_by_counts=("test_the_range_of_two_rates_is_that_of_the_beta_distribution", "scipy"),
            range_by_movement=(
                "test_the_range_of_two_by_movement_is_that_of_the_normal_distribution",
                "scipy",
            ),
            usual_movement=("test_the_usual_movement_is_that_of_scipy", "scipy"),
        ),
        "comparators.rank": _in(
            REAL, ranked=("test_mean_rank_and_quartile_of_all_series_are_those_of_pandas", "pandas")
        ),
        "comparators.computed": _in(
            REAL, computed=("test_rates_computed_from_the_release_are_those_that_lait_has", "LAIT")
        ),
        "comparators.compare": _in(
            REAL, comparators=("test_mean_rank_and_quartile_of_all_series_are_those_of_pandas", "pandas")
        ),
        "change": _in(
            "test_change.py", change=("test_differences_and_per_cents_are_those_of_pandas", "pandas")
        ),
        "targets": _in(
            "test_targets.py",
            target_in_force=("test_a_trajectory_is_the_straight_line_of_numpy", "numpy"),
        ),
        "findings.scan": _in(
            STRENGTH,
            scan=("test_the_strength_is_that_of_a_step_by_least_squares", "statsmodels"),
            persistence=(
                "test_persistence_is_the_autocorrelation_of_statsmodels_about_two_levels",
                "statsmodels",
            ),
        ),
        "findings.strength": _in(
            STRENGTH,
            strength=("test_chance_alone_is_as_strong_no_more_often_than_it_says", "numpy"),
            scores=("test_counts_rates_and_percentages_are_put_where_chance_spreads_alike", "numpy"),
        ),
        "findings.trials": _in(
            "findings/test_chance.py",
            unchanged=("test_series_without_change_keep_what_they_should", "numpy"),
        )
        | _in(
            STRENGTH,
            calibrated=("test_unchanged_series_are_as_strong_no_more_often_than_is_stated", "numpy"),
        ),
        "findings.chance": _in(
            "findings/test_chance.py",
            by_chance=("test_the_number_to_expect_is_exact", "scipy"),
            false_alarm=("test_as_many_false_alarms_come_as_are_announced", "numpy"),
        ),
        "findings.rare": _in(
            "findings/test_rare.py",
            gap_strength=("test_the_strength_of_days_is_that_of_the_f_distribution", "scipy"),
            rare_alarm=("test_as_many_signals_come_by_chance_as_are_announced", "numpy"),
            open_alarm=("test_as_many_open_gaps_are_called_too_long_by_chance_as_are_announced", "numpy"),
        ),
        "findings.deseason": _in(
            "findings/test_deseason.py",
            without_season=(
                "test_what_is_usual_of_a_month_is_that_of_the_decomposition_of_statsmodels",
                "statsmodels",
            ),
        ),
        "findings.judge": _in(
            "findings/test_levels.py", levels=("test_levels_are_the_averages_of_numpy", "numpy")
        ),
        "findings.register": _in(
            "findings/test_register.py",
            register=("test_false_discoveries_are_controlled_as_statsmodels_does", "statsmodels"),
        ),
        "findings.beside": _in(
            "findings/test_beside.py",
            beside_tests=(
                "test_a_figure_at_the_end_of_its_interval_differs_by_chance_once_in_twenty",
                "statsmodels",
            ),
        ),
        "discoveries": _in(
            "test_discoveries.py",
            controlled=("test_each_probability_is_adjusted_as_scipy_and_statsmodels_do", "scipy"),
        ),
        "funnel": _in(
            "test_funnel.py",
            funnel=("test_each_passage_counts_its_own_cohort_with_wilson_s_interval", "statsmodels"),
            taken=("test_a_month_counts_those_who_took_the_step_in_the_same_time", "statsmodels"),
        ),
    }.items()
    for name, check in checks.items()
}

NO_STATISTIC: dict[str, str] = {
    "change.earlier": "a period",
    "change.direction": "a word for a difference",
    "few.is_few": "a threshold",
    "few.count_first": "a threshold",
    "few.parts_agree": "a threshold",
    "pooling.pooled": "which groups are put together",
    "ranking.misses": "an order",
    "ranking.relative_distance": "what that order is by: a distance as a share of its target",
    "ranking.year_changes": "an order",
    "split.added": "a sum",
    "split.sum_of": "a sum as it is printed",
    "split.remainder_of": "what a sum leaves, as it is printed",
    "targets.rate": "a word for a figure and its target",
    "targets.distance_to": "a difference",
    "targets.course": "the targets of days, by `target_in_force`",
    "targets.dated": "targets by their days",
    "targets.near_levels": "a target and its margin",
    "targets.scope_of": "a name",
    "findings.beside.beside_of": "which published figures are tested",
    "findings.chance.sided_signals": "the runs and trends of signals_now",
    "findings.chance.spread_of": "the limits of signals_now, held against those of spc with it",
    "findings.chance.signals_now": "the rules of spc.signals for many series at once, held against it",
    "findings.clauses.range_clause": "words",
    "findings.clauses.pattern_clauses": "words",
    "findings.clauses.target_clause": "words",
    "findings.drove.in_order": "an order",
    "findings.drove.with_drove": "drivers of each finding",
    "findings.drove.drove": "drivers in words, read back by findings/reading.py",
    "findings.drove.since": "a period",
    "findings.judge.judge": "which test a series gets",
    "findings.judge.is_pooled": "whether cases can be added",
    "findings.judge.since_start": "which periods are judged",
    "findings.printing.usual_range": "limits as they are printed",
    "findings.printing.side_of_range": "a word for a figure and limits",
    "findings.printing.decimals_of": "decimal places",
    "findings.printing.decimals_apart": "decimal places",
    "findings.printing.line": "a line as it is printed",
    "findings.printing.unit_after": "words",
    "findings.rare.judge_rare": "which test rare events get",
    "findings.rare.tried": "which windows are tried",
    "findings.rare.judged_gaps": "which gaps are judged",
    "findings.rare_words.rare_clauses": "words",
    "findings.register.judge_all": "which series are judged",
    "findings.register.together": "two registers as one list",
    "findings.register.agreed": "what two registers both say",
    "findings.register.rises": "a word for a finding",
    "findings.runs.old_signals": "which signals are news",
    "findings.runs.run_length": "a length, read back by findings/reading.py",
    "findings.runs.trend_steps": "a length, read back by findings/reading.py",
    "findings.scan.windows_of": "which windows are tried",
    "findings.series.series_of": "results in order",
    "findings.stated.findings_rules": "words for a setting",
    "findings.there.while_there": "which months a team is there",
    "findings.trials.unchanged_scan": "the test on series without change",
    "findings.usual.usual_ranges": "the limits of a chart by period",
    "findings.usual.printed_range": "limits as they are printed",
    "findings.usual.season_words": "words",
    "findings.words.sentence": "words",
    "findings.words.heading": "words",
    "findings.words.target_sentence": "words",
    "findings.words.beside_sentence": "words",
    "findings.words.break_between": "a changed rule",
    "forecast.models": "loads the libraries",
    "intervals.poisson": "takes garwood or byar, by how many events there are",
    "intervals.interval_of": "the interval that suits a measure, in its unit",
    "intervals.own_interval": "the same, exact where cases are few",
    "intervals.compare": "a word for an interval",
    "intervals.compare_with": "a word for an interval",
    "spc.choice.kind_for": "chooses a chart",
    "spc.choice.is_rare": "chooses a chart",
    "spc.choice.has_few_events": "chooses a chart",
    "spc.events.is_of_rare_events": "chooses a chart",
    "spc.events.between_of": "which events a chart is made from",
    "spc.events.unbroken": "which periods events are sought in",
    "spc.icons.variation": "a word for signals",
    "spc.measured.chart_of": "the chart of a measure, by its card",
    "spc.rules.rule_set_of": "reads a setting",
    "spc.rules.rule_words": "words for a setting",
    "spc.series.observations": "results in order",
    "spc.series.charted": "which points a chart is made from",
    "spc.signals.side": "the side of a line on which a value lies",
    "drivers.drivers": "takes counts or ratios, by the form of a measure",
    "drivers.counts": "differences",
    "drivers.times_of": "the factor of a form",
    "comparators.beside.beside": "gathers published figures",
    "comparators.compare.every_comparators": "comparators of each measure",
    "comparators.compare.prepare": "reads figures at one go",
    "comparators.likeness.basis_of": "what a series is",
    "comparators.likeness.why_unlike": "a reason in words",
    "comparators.likeness.of_counts": "a reason in words",
    "comparators.likeness.why_other_period": "a reason in words",
    "comparators.computed.is_computable": "whether both parts are loaded",
    "comparators.standing.is_loaded": "whether a series has figures",
    "comparators.rank.polarity_of": "which way is better",
    "comparators.rank.better_side": "which way is better, in words",
    "comparators.sides.side": "a word for two figures",
    "comparators.sides.choices": "which choices change that word",
    "comparators.editions.edition_on": "which edition was in force on a day",
    "comparators.editions.not_begun": "a reason in words",
    "comparators.editions.model_words": "a date in words",
    "comparators.together.together": "gathers published figures of one period",
    "comparators.rug.rug": "places and quartiles of several authorities",
}


def public_functions() -> Iterator[str]:
    """Every public function of these parts, as module.function."""
    for part in PARTS:
        whole = importlib.import_module(f"{ANALYSIS}.{part}")
        inner = pkgutil.walk_packages(getattr(whole, "__path__", ()), f"{whole.__name__}.")
        for module in (whole, *(importlib.import_module(one.name) for one in inner)):
            for name, one in vars(module).items():
                plain = inspect.unwrap(one) if callable(one) else one  # of one that remembers its answers
                own = inspect.isfunction(plain) and plain.__module__ == module.__name__
                if own and not name.startswith("_"):
                    yield f"{module.__name__.removeprefix(f'{ANALYSIS}.')}.{name}"


@cache
def parsed(file: str) -> tuple[str, ast.Module]:
    text = (HERE / file).read_text(encoding="utf-8")
    return text, ast.parse(text)


def functions(file: str) -> dict[str, ast.FunctionDef]:
    return {one.name: one for one in parsed(file)[1].body if isinstance(one, ast.FunctionDef)}


def bound(nodes: Iterator[ast.AST], library: str) -> set[str]:
    """Names that imports among some nodes bind to a library or a part of it."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == library:
            found |= {one.asname or one.name for one in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.asname or one.name for one in node.names if one.name.partition(".")[0] == library}
    return found


def calls(file: str, test: str, library: str) -> bool:
    """Whether a test, or a function of its file that it names, uses a library."""
    defined = functions(file)
    names = {one.id for one in ast.walk(defined[test]) if isinstance(one, ast.Name)}
    reached = [defined[test], *(defined[name] for name in names & set(defined))]
    imported = bound(iter(parsed(file)[1].body), library) | bound(ast.walk(defined[test]), library)
    used = {one.id for each in reached for one in ast.walk(each) if isinstance(one, ast.Name)}
    return bool(used & imported)


def test_every_part_of_the_analysis_is_listed() -> None:
    analysis = importlib.import_module(ANALYSIS)
    assert {one.name for one in pkgutil.iter_modules(analysis.__path__)} == {*PARTS, *WORDS}


def test_every_public_function_is_listed_once() -> None:
    there = set(public_functions())
    assert len(there) > 120
    assert there - set(CHECKED) - set(NO_STATISTIC) == set(), "add the test that checks it"
    assert (set(CHECKED) | set(NO_STATISTIC)) - there == set(), "no such function any more"
    assert set(CHECKED) & set(NO_STATISTIC) == set()


@pytest.mark.parametrize("name", CHECKED)
def test_its_check_is_there_and_against_somebody_else(name: str) -> None:
    check = CHECKED[name]
    file, test = check.test.split("::")
    assert test in functions(file), f"{check.test} is no test"
    if check.against in LIBRARIES:
        assert calls(file, test, check.against), f"{check.test} does not call {check.against}"
    else:
        text, tree = parsed(file)
        segment = f"{ast.get_source_segment(text, functions(file)[test])}{ast.get_docstring(tree)}"
        assert check.against in segment, f"{check.test} does not name {check.against}"


def test_a_test_that_calls_no_library_would_be_seen() -> None:
    assert not calls("test_intervals.py", "test_counts_are_exact_below_ten_and_by_byar_from_ten", "scipy")
    assert calls("test_intervals.py", "test_garwood_agrees_with_the_quantiles_of_chi_square", "scipy")
