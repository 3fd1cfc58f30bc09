"""How large a workbook may be, and the words of every refusal."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.sources.confined import MEGABYTE, Refusal


@dataclass(frozen=True)
class Limits:
    """What a workbook may cost. All are far above the largest real return and far below a machine's end."""

    file_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 500 * MEGABYTE
    part_bytes: int = 300 * MEGABYTE
    ratio: int = 150  # unpacked to packed, for parts above ratio_from
    ratio_from: int = 5 * MEGABYTE
    parts: int = 2_000
    rows: int = 1_048_575
    suspect_rows: tuple[int, ...] = (65_536, 1_048_576)  # where .xls and .xlsx end
    columns: int = 1_024
    cells: int = 10_000_000
    cell_characters: int = 32_767
    memory_bytes: int = 1_000 * MEGABYTE  # of the process that opens it, above its start
    seconds: float = 90.0


LIMITS = Limits()

AGAIN = "Export it again from the case management system, or save it again in Excel as .xlsx, and load that."
PLAIN = "In Excel, copy the lists as values into a new workbook, save it as .xlsx, and load that."


def damaged(detail: str) -> Refusal:
    """A file that was cut short or altered."""
    return Refusal(
        f"The workbook is damaged: {detail}.",
        "A file that was cut short would give too few children, so nothing of it is read.",
        AGAIN,
    )


def too_big(detail: str) -> Refusal:
    """A file that unpacks to more than is safe."""
    return Refusal(
        f"The workbook is too large to open safely: {detail}.",
        "A small file can unpack to fill a machine's memory, so it is not opened.",
        "If it is a real return, save each list as a workbook or CSV of its own and load those.",
    )


def active(what: str) -> Refusal:
    """A file that holds something that could act or fetch."""
    return Refusal(
        f"The workbook holds {what}.",
        "These can run programs or fetch data from elsewhere, and no return needs them.",
        PLAIN,
    )


def protected() -> Refusal:
    """A file that a password protects."""
    return Refusal(
        "The workbook is protected by a password.",
        "It is encrypted, so its lists cannot be read.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook), save it, and load that.",
    )


def no_workbook(looks_like: str) -> Refusal:
    """A file that is not what its name says."""
    return Refusal(
        f"This is not an Excel workbook: it looks like {looks_like}.",
        "What a file is called does not make it a workbook; its content decides how it is read.",
        AGAIN,
    )
