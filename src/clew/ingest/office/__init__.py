"""Documents, sheets and tables of office programs."""
