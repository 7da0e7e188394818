"""From a template to code: compiled once a version, proven, kept on disk."""
