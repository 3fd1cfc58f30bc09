"""Renders a content tree as static, accessible HTML pages that work without script."""

from goldenthread.publication.html.write import files, pages

__all__ = ["files", "pages"]
