"""Renders a committee's paper as a tagged, accessible PDF (PDF/UA-1), set by Typst."""

from goldenthread.publication.pdf.write import files

__all__ = ["files"]
