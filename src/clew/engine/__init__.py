"""Where the work runs. Two verbs, map and group; every engine gives the same results in the same order."""

from clew.engine.engine import Engine, EngineError, Lost, Serial
from clew.engine.pool import Pool

__all__ = ["Engine", "EngineError", "Lost", "Pool", "Serial", "local"]


def local(workers: int) -> Engine:
    """Return an engine on this machine: this process for one worker, else that many processes. EngineError below one."""
    return Serial() if workers == 1 else Pool(workers)
