"""Verbs of the command line that are more than a few lines: one a module. Answers go to standard output."""
