"""A report's way back: conflicts settled one by one, earlier versions taken out again."""
