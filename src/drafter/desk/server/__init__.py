"""The desk's web server: who is let in, what is asked and answered, what is told to the tabs."""
