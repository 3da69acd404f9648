"""Functions that worker processes import: the contract test runs them on every engine."""

import os
import signal
import time
from pathlib import Path


def double(number):
    return number * 2


def slow_when_even(number):
    time.sleep(0.02 * (number % 2 == 0))
    return number


def fail_on_three(number):
    if number == 3:
        raise ValueError("three is not wanted")
    return number


class Unpicklable(Exception):
    def __init__(self, left, right):
        super().__init__(f"{left} and {right}")


def fail_oddly(number):
    raise Unpicklable(number, number)


def lambda_maker(number):
    return lambda: number


def first_letter(word):
    return word[0]


def join(key, words):
    return f"{key}: {' '.join(words)}"


def die_always(item):
    if item == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def die_once(job):
    item, marks = job
    mark = Path(marks) / item
    if item.startswith("bad") and not mark.exists():
        mark.touch()
        os._exit(9)
    return item


def die_in_group(key, words):
    return die_always(words[0])


def sleep_and_tell(folder):
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def process(_):
    return os.getpid()
