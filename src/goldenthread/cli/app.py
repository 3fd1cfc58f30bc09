"""The commands and their options. What they do is in the modules they call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from goldenthread.cli.named import name_workspace

app = typer.Typer(
    name="goldenthread",
    help="From a council's child-level records to its monthly performance edition.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Files = Annotated[
    list[Path] | None, typer.Argument(help="Files, folders or zip files as they come from the case system.")
]
Database = Annotated[
    str | None,
    typer.Option("--database", help="The database that holds the dataset, by its name in goldenthread.yml."),
]
AsAt = Annotated[
    str | None, typer.Option("--as-at", help="Date on which the records were extracted, as 2024-01-31.")
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", help="A period such as 2023-12, FY2023-24Q2 or CY2023.")
]
By = Annotated[
    str | None, typer.Option("--by", help="Breakdowns, as team,age_band*sex; all to have each measure's own.")
]

AsKnown = Annotated[
    str | None,
    typer.Option(
        "--as-known",
        help="What was known by a date (of extract), in a snapshot, or when a load came in: see 'loads'.",
    ),
]

PackFormats = Annotated[
    str,
    typer.Option(
        "--format", help="html, pptx, pdf, xlsx, csv or parquet; several with commas between, as html,pdf."
    ),
]

AcceptChanges = Annotated[
    str | None,
    typer.Option("--accept-changes", help="Why a feed that is not what it was is meant; kept with the load."),
]


FOR_WHOM = "For whom: team, leadership (also said internal), exempt or public."
ForWhom = Annotated[str, typer.Option("--audience", help=FOR_WHOM)]

# Of a release it matters whether they are said: with --approve they may not be.
ReleaseFormats = Annotated[
    str | None, typer.Option("--format", help="As of pack; several with commas between. html, unless said.")
]
ReleasedFor = Annotated[str | None, typer.Option("--audience", help=f"{FOR_WHOM} leadership, unless said.")]

benchmarks = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(benchmarks, name="benchmarks", help="Published statistics to compare with.")

commentary = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(commentary, name="commentary", help="The owners' words of editions.")


@app.callback()
def main(
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", help="The council's workspace (default: this folder or one above it)."),
    ] = None,
) -> None:
    """From a council's child-level records to its monthly performance edition."""
    name_workspace(workspace)


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(help="Folder to make the workspace in.")],
    authority: Annotated[str, typer.Option("--authority", help="The authority's code, as E06000045.")],
    name: Annotated[str | None, typer.Option("--name", help="The authority's name.")] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Where the council's key lies or is to be made.")
    ] = None,
) -> None:
    """Make a workspace for a council, and its key outside it."""
    from goldenthread.cli.workspaces import make_workspace

    make_workspace(directory, authority, name, key)


@app.command()
def sample(
    directory: Annotated[Path, typer.Argument(help="Folder to write the invented council into.")],
    authorities: Annotated[int, typer.Option("--authorities", min=1, max=200)] = 1,
    months: Annotated[int, typer.Option("--months", min=73, max=73, hidden=True)] = 73,
    seed: Annotated[int, typer.Option("--seed", help="Another seed gives other people.")] = 1,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help="Which of these to write, parted by commas: ssd, ssd_parquet, registers, annex_a,"
            " annex_a_csv, ssda903, ssda903_xml, ssda903_xlsx, ssda903_part, cin, cin_part, workforce_census,"
            " benchmarks, commentary, commentary_with_faults, truths, shown; or all.",
        ),
    ] = "ssd,registers,annex_a,benchmarks,commentary,commentary_with_faults,truths",
) -> None:
    """Write the records of synthetic councils, with the true values planted in them."""
    from goldenthread.cli.samples import make_sample

    make_sample(directory, authorities, months, seed, format_)


@app.command()
def load(
    files: Files = None,
    as_at: AsAt = None,
    database: Database = None,
    accept_changes: AcceptChanges = None,
) -> None:
    """Read, check and account for every row of a delivery; all or nothing."""
    from goldenthread.cli.loading import load_files

    load_files(files or [], _date(as_at), None, database=database, accept_changes=accept_changes)


@app.command()
def check(
    period: PeriodOption = None,
    rule: Annotated[
        str | None, typer.Option("--rule", help="One rule: what it moves, figure by figure.")
    ] = None,
    accept: Annotated[
        str | None, typer.Option("--accept", help="A rule whose open issues are accepted, with --reason.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why they are accepted; it is kept.")] = None,
    fix_list: Annotated[
        Path | None, typer.Option("--fix-list", help="Workbook to write: what to mend, a sheet a team.")
    ] = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="The council's own ids in the fix-list.")] = False,
    purpose: Annotated[
        str | None, typer.Option("--purpose", help="Why the ids are needed; it is logged.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """List the issues of data quality, ranked by the figures they move."""
    from goldenthread.cli import checking

    asked = checking.Asked(accept, reason, fix_list, reveal, purpose)
    checking.check(period, rule, format_, asked)


@app.command()
def results(
    measure: Annotated[
        list[str] | None, typer.Option("--measure", help="A measure's id; may be repeated.")
    ] = None,
    period: PeriodOption = None,
    first: Annotated[str | None, typer.Option("--from", help="First month.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last month.")] = None,
    by: By = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    proofs: Annotated[bool, typer.Option("--proofs", help="A last column with each proof code.")] = False,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="A parameter's value for these results alone, as cp_visit_days=28."),
    ] = None,
    as_known: AsKnown = None,
    revised_since: Annotated[
        str | None,
        typer.Option("--revised-since", help="Mark figures that a date, snapshot or load gave otherwise."),
    ] = None,
) -> None:
    """Print results of measures."""
    from goldenthread.cli.figures import print_results

    print_results(
        measure or [], period, first, last, by, format_, proofs, set_ or [], as_known, revised_since
    )


@app.command()
def findings(
    period: PeriodOption = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="Breakdowns, as team,age_band*sex; all to have each measure's own; with totals among them "
            "one list of both.",
        ),
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    as_known: AsKnown = None,
) -> None:
    """Look here first: what changed in a month, the strongest first, and the false alarms to expect."""
    from goldenthread.cli.look_first import print_findings

    print_findings(period, by, format_, as_known)


@app.command()
def revisions(
    since: Annotated[
        str | None,
        typer.Option("--since", help="A date, snapshot or load to compare with (default: before the last)."),
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option("--measure", help="A measure's id; may be repeated.")
    ] = None,
    period: PeriodOption = None,
    first: Annotated[str | None, typer.Option("--from", help="First month.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last month.")] = None,
    by: By = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    as_known: AsKnown = None,
) -> None:
    """List the figures that are no longer what they were, with the reason."""
    from goldenthread.cli.timelines import print_revisions

    print_revisions(since, measure or [], period, first, last, by, format_, as_known)


@app.command()
def compare(
    measure: Annotated[
        list[str] | None, typer.Option("--measure", help="A measure's id; may be repeated.")
    ] = None,
    period: PeriodOption = None,
    first: Annotated[str | None, typer.Option("--from", help="First month.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last month.")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """List the figures in which two loaded standards differ, with the reason."""
    from goldenthread.cli.comparing import print_comparison

    print_comparison(measure or [], period, first, last, format_)


@app.command()
def loads() -> None:
    """List what was loaded when, and the snapshot that each load made."""
    from goldenthread.cli.timelines import print_loads

    print_loads()


@app.command()
def children(
    measure: Annotated[str, typer.Argument(help="A measure's id.")],
    period: PeriodOption = None,
    by: Annotated[str | None, typer.Option("--by", help="A group, as team=T01.")] = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="Show the council's own ids.")] = False,
    purpose: Annotated[
        str | None, typer.Option("--purpose", help="Why the ids are needed; it is logged.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    as_known: AsKnown = None,
) -> None:
    """List the rows behind a figure."""
    from goldenthread.cli.rows import print_children

    print_children(measure, period, by, reveal, purpose, format_, as_known)


@app.command()
def explain(measure: Annotated[str, typer.Argument(help="A measure's id.")]) -> None:
    """Say what a measure counts: its card in words, SQL and sources."""
    from goldenthread.cli.explaining import print_explanation

    print_explanation(measure)


@app.command()
def prove(code: Annotated[str, typer.Argument(help="The proof code beside a figure.")]) -> None:
    """Find a figure by its proof code and compute it again to the digit."""
    from goldenthread.cli import proving

    proving.prove(code)


@benchmarks.command("load")
def benchmarks_load(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files as published: LAIT, explore education statistics, neighbours; or typed in."
        ),
    ] = None,
    released_on: Annotated[
        str | None, typer.Option("--released-on", help="Day of publication, where the files do not say it.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="Edition of the neighbours, by year and month: 2025-05.")
    ] = None,
) -> None:
    """Read published statistics into the store; earlier releases are kept."""
    from goldenthread.cli.benchmarks_load import load_benchmarks

    load_benchmarks(files or [], _date(released_on), model)


@benchmarks.command("list")
def benchmarks_list(
    measure: Annotated[
        str | None, typer.Option("--measure", help="A measure: its comparators, or with --area its figures.")
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="An authority, region or England, by number, code or name.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", help="The day on which one compares, as 2023-12-31 (default: today)."),
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """List the published statistics that stand: files, figures, or the comparators of a measure."""
    from goldenthread.cli.benchmarks_list import list_benchmarks

    list_benchmarks(measure, area, _date(on), format_)


@benchmarks.command("withdraw")
def benchmarks_withdraw(
    name: Annotated[str, typer.Argument(help="A file's name (of several releases the newest goes) or id.")],
) -> None:
    """Take a file of published statistics out of force; what was stored is kept."""
    from goldenthread.cli.benchmarks_load import withdraw_benchmarks

    withdraw_benchmarks(name)


@benchmarks.command("template")
def benchmarks_template(
    file: Annotated[Path, typer.Argument(help="File to write, as typed_in.csv.")],
) -> None:
    """Write the template for figures typed in, with the series that cards wait for."""
    from goldenthread.cli.benchmarks_load import write_template

    write_template(file)


@commentary.command("check")
def commentary_check(
    folder: Annotated[Path, typer.Argument(help="Folder of sections, as summary.md; or one of periods.")],
    period: PeriodOption = None,
    audience: Annotated[str, typer.Option("--audience", help="internal or public.")] = "internal",
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Check commentary: figures bound, sums, directions, drafts; for the public also telling detail."""
    from goldenthread.cli.commentary_checking import check_commentary

    check_commentary(folder, period, audience, format_)


@app.command("new-measure")
def new_measure(
    measure: Annotated[str, typer.Argument(help="The id of your own measure, as police_referrals.")],
    like: Annotated[str | None, typer.Option("--like", help="A measure to begin from.")] = None,
    fact: Annotated[str | None, typer.Option("--fact", help="What it counts, as contacts.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again at every save.")] = False,
) -> None:
    """Begin a measure of your own, check its card and show its last 36 months."""
    from goldenthread.cli import new_measure as making

    making.new_measure(measure, like, fact, watch)


@app.command()
def pack(
    out: Annotated[Path, typer.Option("--out", help="Folder to write the pack into.")],
    period: PeriodOption = None,
    format_: PackFormats = "html",
    audience: ForWhom = "leadership",
    as_known: AsKnown = None,
) -> None:
    """Write an edition's pack from what is loaded."""
    from goldenthread.cli.packing import make_pack

    make_pack(period, format_, audience, out, as_known)


@commentary.command("import")
def commentary_import(
    folder: Annotated[
        Path,
        typer.Argument(help="Folder of summary.md, <priority>.md, <measure>.md; or of one such a month."),
    ],
    period: PeriodOption = None,
    by: Annotated[str | None, typer.Option("--by", help="Who wrote it.")] = None,
    replace_newer: Annotated[
        bool,
        typer.Option("--replace-newer", help="Also where somebody else changed the words since the export."),
    ] = False,
) -> None:
    """Store the commentary of a folder, all or nothing; earlier versions are kept."""
    from goldenthread.cli.commentary import import_commentary

    import_commentary(folder, period, by, replace_newer=replace_newer)


@commentary.command("export")
def commentary_export(
    folder: Annotated[Path, typer.Argument(help="Folder to write the commentary into.")],
    period: PeriodOption = None,
) -> None:
    """Write the commentary that stands into a folder."""
    from goldenthread.cli.commentary import export_commentary

    export_commentary(folder, period)


@app.command()
def disclosure(period: PeriodOption = None) -> None:
    """What would be withheld from the public edition of a month, by measure and reason."""
    from goldenthread.cli.disclosing import print_disclosure

    print_disclosure(period)


@app.command()
def release(
    period: PeriodOption = None,
    format_: ReleaseFormats = None,
    audience: ReleasedFor = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Who releases it, asks for it or approves it.")
    ] = None,
    approve: Annotated[
        int | None, typer.Option("--approve", help="The number of a request; its release is made.")
    ] = None,
    corrects: Annotated[
        int | None, typer.Option("--corrects", help="The number of the release that this one corrects.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="What was wrong; it is printed on the correction.")
    ] = None,
) -> None:
    """Release an edition under a number: a folder that is never written again. One for the public is asked
    for first, and made when another person approves it."""
    from goldenthread.cli.releasing import approve_release, make_release

    if approve is not None:
        approve_release(approve, by=by, also=(period, format_, audience, corrects, reason))
        return
    make_release(period, format_ or "html", audience or "leadership", by=by, corrects=corrects, reason=reason)


@app.command()
def releases(
    format_: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """List what was released, by whom, and what corrects what."""
    from goldenthread.cli.releasing import print_releases

    print_releases(format_)


@app.command()
def verify() -> None:
    """Compute the hashes of everything that was released again, and check the audit trail."""
    from goldenthread.cli.releasing import verify_releases

    verify_releases()


@app.command()
def run(
    period: Annotated[str, typer.Option("--period", help="The edition's month, as 2023-12.")],
    files: Files = None,
    as_at: AsAt = None,
    database: Database = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write the pack into.")] = None,
    format_: PackFormats = "html",
    accept_changes: AcceptChanges = None,
) -> None:
    """From files to the edition: load, compute and pack."""
    from goldenthread.cli.packing import run_month

    run_month(
        files or [], period, _date(as_at), out, format_, database=database, accept_changes=accept_changes
    )


def _date(text: str | None) -> dt.date | None:
    from goldenthread.base.errors import UsageError

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a date.", do="Write it as 2024-01-31.") from None
