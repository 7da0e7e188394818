"""Figures that have names (x-figures): read, and put in where a tag says one."""
