"""Feeding an XML file to the parser a part at a time; what could expand, fetch or swell is refused.

The parser is expat, which knows neither network nor files. With every declaration of a document type
refused, no entity but the five of XML itself exists. A tag, a comment or a value that goes on and on is
refused once it is longer than any that a return can hold.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.mapped import Content, let_go

STEP = 256 * 1024
"""Bytes given to the parser at a time."""

LONGEST_TAG = 512 * 1024
"""Bytes that one tag, comment or instruction may have."""

LONGEST_TEXT = 10_000
"""Characters that one value may have."""

DEEPEST = 40
"""Elements that may stand in one another."""


def new_parser(file: str, *, namespaces: bool = False) -> expat.XMLParserType:
    """A parser that gives text in whole runs and refuses a document type; with `namespaces`, names come as
    'namespace name'."""
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise RefusedInput(
            "The file declares a document type.",
            where=Place(file, row=parser.CurrentLineNumber),
            why="It can make a file expand without end or read other files; no return has one.",
            do="Export the return again, or take the lines from '<!DOCTYPE' to its end out.",
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser


def walk(
    file: str,
    content: Content | memoryview,
    parser: expat.XMLParserType,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Give the whole content to the parser; `check` is called after every part. Parts of a mapped file that
    were read are let go of."""
    view = memoryview(content)
    try:
        for start in range(0, len(view), STEP):
            part = view[start : start + STEP]
            parser.Parse(part)
            if start + len(part) - parser.CurrentByteIndex > LONGEST_TAG:
                raise too_long(file, parser, "A tag or a comment goes on without end.")
            check()
            let_go(content, start)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise not_well_formed(file, error) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeError | LookupError) or "encoding" in str(error):
            raise _encoding(file) from None
        raise


def too_long(file: str, parser: expat.XMLParserType, what: str) -> RefusedInput:
    """The refusal of a part that no return can have."""
    return RefusedInput(
        what,
        where=Place(file, row=parser.CurrentLineNumber),
        why="No return holds that; the file is damaged, or made to fill the memory.",
        do="Export the return again.",
    )


def not_well_formed(file: str, error: expat.ExpatError) -> RefusedInput:
    """The refusal of a file that breaks the rules of XML, with the line."""
    cut = error.code in (
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    )
    if cut:
        return RefusedInput(
            "The file ends too early.",
            where=Place(file, row=error.lineno),
            why="A part of it would be taken for the whole.",
            do="Copy or export the file again, and load it when that is done.",
        )
    fault = expat.ErrorString(error.code)
    return RefusedInput(
        f"The file is not well-formed XML ({fault}), at character {error.offset + 1} of the line.",
        where=Place(file, row=error.lineno),
        why="From there on nobody can say which value belongs to which child.",
        do="Export the return again; a file that was edited by hand may lack a closing tag.",
    )


def _encoding(file: str) -> RefusedInput:
    return RefusedInput(
        "The file says that it is in an encoding which is not known here.",
        where=file,
        why="Its letters would be guessed.",
        do="Save it as UTF-8.",
    )
