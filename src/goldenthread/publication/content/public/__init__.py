"""What an edition says to everybody: plain words, few figures, and nothing that is hidden."""

from goldenthread.publication.content.public.document import public_document

__all__ = ["public_document"]
