"""One module a page: each says what its template is given."""
