"""Drafts known by what they were printed from: records, and paragraphs of the template."""
