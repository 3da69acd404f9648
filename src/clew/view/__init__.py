"""The local page over a case, and its HTTP API. Answers on 127.0.0.1 only; asks nothing of any other machine."""

from clew.view.app import create_app, serve

__all__ = ["create_app", "serve"]
