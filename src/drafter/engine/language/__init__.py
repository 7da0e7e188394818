"""The template language: filters, tests, the sandbox, and its limits."""
