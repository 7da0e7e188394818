"""What a report's tables mean: ledgers, figures by row and column, forms."""
