"""How large a Parquet file may be, and the words of every refusal. The child imports nothing heavier."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.sources.confined import MEGABYTE, Refusal


@dataclass(frozen=True)
class Limits:
    """What a Parquet file may cost: far above a council's largest table, far below a machine's end."""

    file_bytes: int = 500 * MEGABYTE
    text_bytes: int = 1_000 * MEGABYTE
    rows: int = 20_000_000
    columns: int = 1_024
    memory_bytes: int = 1_500 * MEGABYTE  # of the process that opens it, above its start
    seconds: float = 120.0


LIMITS = Limits()


def damaged(detail: str) -> Refusal:
    """A file that was cut short or altered, or that is something else."""
    return Refusal(
        f"This is no Parquet file that can be read: {detail}.",
        "A file that was cut short or altered would give too few children, so nothing of it is read.",
        "Export it again.",
    )


def too_big(detail: str) -> Refusal:
    """A file that unpacks to more than is safe."""
    return Refusal(
        f"The Parquet file is too large to open safely: {detail}.",
        "A small file can unpack to fill a machine's memory, so it is not opened.",
        "If it is a real extract, split it by year.",
    )
