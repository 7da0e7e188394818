"""What fields come to: numbers of sequences, sums of cells, what a condition chooses."""
