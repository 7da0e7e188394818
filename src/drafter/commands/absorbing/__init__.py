"""What leaders change in the wording of a report, taken into its template."""
