"""Clauses: `[[，其中{{批示报告}}份得到批示]]` goes when one of its figures is not there."""
