"""Readers of labelled data: each set as documents with offsets, counted in code points of their text."""
