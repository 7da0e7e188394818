"""What a clerk's slip looks like in a text that is not the YAML that was meant."""
