"""How a command ends: a message fit for its reader and an exit code, never a traceback.

An uncaught error is named by type and place in our code only: its own text could hold a record.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from typer.exceptions import Abort, Exit, TyperException

from goldenthread.base.errors import GoldenthreadError
from goldenthread.base.room import FULL

DONE, REFUSED, USAGE, INTERNAL = 0, 1, 2, 3
STOPPED = 130

NO_ROOM = (
    "What was being written is missing or not whole; what stood in its place stands. The disk may be that "
    "of the workspace, of the folder named, or of temporary files.\nMake room there, then run it again."
)


def guarded(run: Callable[[], object]) -> int:
    """Run a command and turn what it raises into an exit code and a message."""
    try:
        return _as_code(run())
    except GoldenthreadError as error:
        _say(str(error))
        return error.exit_code
    except Exit as error:
        return int(error.exit_code)
    except TyperException as error:
        _say(error.format_message() if hasattr(error, "format_message") else str(error))
        return USAGE
    except (Abort, KeyboardInterrupt):
        _say("Stopped. Nothing was changed.")
        return STOPPED
    except (BrokenPipeError, SystemExit):  # the reader of a pipe has gone; Typer ends so
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno in FULL:
            _say(f"{error.filename or 'A disk'}: there is no room left.\n{NO_ROOM}")
            return REFUSED
        _say(f"{error.filename or 'A file'}: {error.strerror or 'cannot be read or written'}.")
        return REFUSED
    except MemoryError:
        _say(
            "There was not enough memory for it. Nothing was changed in the store.\n"
            "Close other programs, or load the files of fewer years at a time."
        )
        return REFUSED
    except Exception as error:  # noqa: BLE001 the last wall: a reader must never meet a traceback
        _say(
            f"Something went wrong inside goldenthread ({type(error).__name__} at {_place(error)}).\n"
            "Nothing was changed in the store. Please report this line; it holds nothing from your records."
        )
        return INTERNAL


def _as_code(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else DONE


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 messages go to standard error


def _place(error: Exception) -> str:
    """File and line of our own code nearest to the fault."""
    own = [f for f in traceback.extract_tb(error.__traceback__) if "goldenthread" in f.filename]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "start"
