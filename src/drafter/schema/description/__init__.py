"""template.yaml: what a template asks of its data, in the words of an office; made JSON Schema."""
