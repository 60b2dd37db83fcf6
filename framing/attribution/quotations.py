"""Moved to `framing.quotations`."""

from framing.quotations import CLOSERS, Quotation, find

__all__ = ["CLOSERS", "Quotation", "find"]
