"""The council's own template of slides, named in the settings of its workspace."""

from __future__ import annotations

from pathlib import Path

from goldenthread.base.folders import SETTINGS
from goldenthread.cli.say import say
from goldenthread.warehouse.workspace import Workspace

_OURS = "The slides have the look of this software instead."


def slides_template(here: Workspace) -> bytes | None:
    """The template named under `slides`, None where none is named. One that is missing or cannot be used is
    said, and None: an edition never fails for its looks."""
    settings = here.slides
    if settings is None:
        return None
    if not isinstance(settings, dict) or not isinstance(settings.get("template"), str) or len(settings) > 1:
        say(f"'slides' in {SETTINGS} is to hold one line, 'template: FILE.pptx'. {_OURS}")
        return None
    path = here.root / Path(settings["template"]).expanduser()
    try:
        held = path.read_bytes()
    except OSError:
        say(f"{SETTINGS} names the template {path}, which cannot be read. {_OURS}")
        return None
    return held if _is_usable(held, path) else None


def _is_usable(held: bytes, path: Path) -> bool:
    """Whether slides can be made with the template; why not is said. The library is loaded only for a council
    that has one."""
    from goldenthread.publication.pptx import TemplateRefused, check_template

    try:
        check_template(held)
    except TemplateRefused as refused:
        say(f"{path} cannot be the template of slides: {refused}. {_OURS}")
        return False
    return True
