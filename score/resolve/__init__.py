"""How well `clew.resolve` and `clew.trace` do: who is one, what is one event, where the stories part."""
