"""How well evidence of every kind is read: one module a source of evidence or labels."""
