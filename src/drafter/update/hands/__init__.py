"""Several hands at one report: what each changed in its copy goes in under its name."""
