"""What a group of a rich text inherits from the one around it."""

from dataclasses import dataclass


@dataclass(slots=True)
class State:
    """What a group inherits. sink: where its words go, "" nowhere; codec: of its bytes; stands: how many characters stand in for
    one in Unicode; shadow: whether it says again what the HTML around it says."""

    sink: str = "body"
    codec: str = "cp1252"
    stands: int = 1
    in_cell: bool = False
    hidden: bool = False
    deleted: bool = False
    reviser: int = 0
    shadow: bool = False
