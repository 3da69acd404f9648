"""Who speaks where in a text: the zones of a mail's body, of printed mail, of a transcript, of a letter."""
