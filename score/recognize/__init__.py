"""Scores of recognition against labelled data that nobody in the project wrote."""
