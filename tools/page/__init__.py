"""The ontology as one page that asks nothing of any network: ``python -m tools.page`` writes it."""

from tools.page.whole import page_of

__all__ = ["page_of"]
