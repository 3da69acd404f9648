"""A parse in, an observation out: mentions, dates, events, claims and questions, each with the words it rests on."""

from clew.recognize.near import listening
from clew.recognize.recognizer import recognize

__all__ = ["listening", "recognize"]
