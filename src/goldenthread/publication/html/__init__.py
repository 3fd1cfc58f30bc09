"""HTML: an edition as self-contained pages that need no script and no network."""

from goldenthread.publication.html.write import pages_of, render_html

__all__ = ["pages_of", "render_html"]
