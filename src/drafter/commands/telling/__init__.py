"""What came of a command, said in words: for the command line and the desk alike."""
