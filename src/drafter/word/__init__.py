"""The Word package: parts, blocks, the blank GB/T 9704 page; the only home of lxml."""
