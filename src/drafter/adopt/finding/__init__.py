"""The numbers of a paragraph: which are figures, and of which class."""
