"""Many reports at once: one writer, any number of workers."""
