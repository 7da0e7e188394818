"""YAML as a tree of nodes that know their places. The only home of pyyaml."""
