"""What lies in a workspace and its store does not know, as after the store was moved: folders of releases,
and the file of an earlier store. Whoever asks for releases or words is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from goldenthread.base.errors import RefusedInput
from goldenthread.cli.opening import opened
from goldenthread.cli.say import say
from goldenthread.editions.releases.folders import releases_folder, unknown_folders
from goldenthread.editions.store.left import Left, left_behind
from goldenthread.editions.store.place import WHERE, has_store, store_file
from goldenthread.warehouse.workspace import Workspace

NAMED = 5
"""So many folders are named; the rest are counted."""

WHY = (
    "What was corrected, what changed since, and what the public was shown already are read from the store: "
    "all of it would be left out."
)


def check_known(here: Workspace) -> None:
    """Refuse where folders hold releases that the store does not know."""
    if found := unknown(here):
        raise found


def say_unknown(here: Workspace) -> None:
    """Say which folders the store does not know, else what an earlier store holds."""
    if found := unknown(here):
        say(str(found))
    else:
        say_left(here)


def say_left(here: Workspace) -> None:
    """Say what the file of an earlier store still holds."""
    if left := left_behind(here):
        say(_not_read(left))


def unknown(here: Workspace) -> RefusedInput | None:
    """What is said of folders of releases that the store does not know, with what to do; None where there are
    none."""
    folders = _unknown_folders(here)
    if not folders:
        return None
    named = ", ".join(str(folder) for folder in folders[:NAMED])
    more = f" and {len(folders) - NAMED} more" if len(folders) > NAMED else ""
    return RefusedInput(
        f"The store of editions does not know the releases in these folders: {named}{more}.",
        where=WHERE if here.editions_database else str(store_file(here)),
        why=WHY,
        do=f"{_remedy(here)} Folders that do not belong here: move them elsewhere.",
    )


def _unknown_folders(here: Workspace) -> Sequence[Path]:
    if not releases_folder(here).is_dir():
        return []
    if not has_store(here):
        return unknown_folders(here, [])
    with opened(here):
        from goldenthread.editions.store.releases import releases

        return unknown_folders(here, releases())


def _remedy(here: Workspace) -> str:
    if left := left_behind(here):
        return f"{left}: to go on with them, take editions_database out of goldenthread.yml."
    if here.editions_database:
        return "Name the database that knows them, or restore it from a backup."
    return (
        f"Put {store_file(here).name} back from where it was moved or from a backup; or name the database "
        "that knows them: editions_database in goldenthread.yml."
    )


def _not_read(left: Left) -> str:
    return (
        f"{left}, and is not read: goldenthread.yml names a database in its place (editions_database).\n"
        "To go on with them, take that line out. To take its commentary along: take the line out, "
        "'goldenthread commentary export FOLDER', put it back, and import the folder; releases cannot be "
        "moved. Then move the file elsewhere."
    )
