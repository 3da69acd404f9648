"""Parse -> Parse with hints: a small encoder of words under several heads. The only place that imports onnxruntime."""

from clew.predict.tagger import is_there, model, tagged

__all__ = ["is_there", "model", "tagged"]
