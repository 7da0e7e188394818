"""What stands in a Word part: paragraphs, blocks, bookmarks, places."""
