"""The command line: parse, call one function, print, exit."""

from drafter.cli.main import main

__all__ = ["main"]
