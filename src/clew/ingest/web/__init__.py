"""Web pages: their text block by block, and what they say of themselves."""
