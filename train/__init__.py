"""Training of the small model: only here is PyTorch needed."""
