"""From a content to the paper as a file."""

from __future__ import annotations

from goldenthread.publication.content.paper import paper
from goldenthread.publication.pdf.nodes import paper_data
from goldenthread.publication.pdf.row_headers import with_row_headers
from goldenthread.publication.pdf.typesetting import typeset
from goldenthread.publication.rendering import Content, Files


def files(content: Content) -> Files:
    """The paper of the edition."""
    made = paper_data(paper(content.edition, content.document), content.proofs)
    return {f"{content.stem}.pdf": with_row_headers(typeset(made))}
