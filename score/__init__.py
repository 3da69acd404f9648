"""Measures of how well the parts do their work, against labelled data beside the repository and attacks made here."""
