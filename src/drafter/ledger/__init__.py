"""The checked data of one year, and of the years before it."""

from drafter.ledger.load import EARLIER, PREVIOUS, Ledger, load

__all__ = ["EARLIER", "PREVIOUS", "Ledger", "load"]
