"""The checked data of one year, as the values that templates print and count."""

from drafter.ledger.load import Ledger, load

__all__ = ["Ledger", "load"]
