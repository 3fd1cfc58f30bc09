"""Links: sums that must hold between the quantities of a release, so that one can be worked out of others."""

from __future__ import annotations

from goldenthread.analysis.disclosure.links.all_links import links_of
from goldenthread.analysis.disclosure.links.latent import add_latent

__all__ = ["add_latent", "links_of"]
