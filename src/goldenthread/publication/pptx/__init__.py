"""Renders the slides of a meeting as a PowerPoint file with native charts and tables."""

from goldenthread.publication.pptx.template import TemplateRefused, check_template
from goldenthread.publication.pptx.write import files

__all__ = ["TemplateRefused", "check_template", "files"]
