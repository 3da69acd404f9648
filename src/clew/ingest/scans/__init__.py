"""Pages: PDF, and pictures of text."""
