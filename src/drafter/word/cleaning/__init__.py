"""A Word file made fit for sending out."""
