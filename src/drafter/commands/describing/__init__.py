"""What changes a template's description of its data: translating it, renaming, new ledgers."""
