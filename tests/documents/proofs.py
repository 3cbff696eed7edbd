"""A check code for papers of tests."""

from dataclasses import replace

from app.documents.blocks import Document, Proof

PROOF = Proof("ABCDE-FGHJK", "BDG1:ABCDEFGHJK:12345:REPORT+YEAR:2026:0123456789ABCDEF")


def proved(document: Document) -> Document:
    """The paper with a check code at the foot of its pages."""
    return replace(document, proof=PROOF)
