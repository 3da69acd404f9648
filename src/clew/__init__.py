"""Clew: a pile of documents in, a case out. Importing it is cheap; the parts load when they are used."""
