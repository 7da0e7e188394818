"""What the sentences of a paragraph say that cannot all be so: who, where, when, which way."""
