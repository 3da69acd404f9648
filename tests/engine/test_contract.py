"""What every engine promises. A new engine joins ENGINES and must pass all of it."""

import importlib
import os
import signal
import subprocess
import sys
import time
import traceback
from itertools import count, islice
from pathlib import Path

import pytest

from clew.engine import EngineError, Lost, Pool, Serial, local

ENGINES = {"serial": Serial(), "pool of 1": Pool(1), "pool of 2": Pool(2), "pool of 3": Pool(3)}
WORDS = ("delta", "anchor", "buoy", "dock", "ash", "bell", "Éire", "zinc")


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def engine(request):
    return request.param


@pytest.fixture(params=[1, 2])
def pool(request):
    return Pool(request.param)


@pytest.fixture
def work(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("engine_work")


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_results_come_in_the_order_of_the_items(engine, work):
    assert list(engine.map(work.slow_when_even, range(12))) == list(range(12))


def test_no_items_no_results(engine, work):
    assert list(engine.map(work.double, [])) == []
    assert list(engine.group(work.first_letter, work.join, [])) == []


def test_groups_come_in_the_order_of_their_keys_with_items_in_theirs(engine, work):
    expected = ["a: anchor ash", "b: buoy bell", "d: delta dock", "z: zinc", "É: Éire"]
    assert list(engine.group(work.first_letter, work.join, WORDS)) == expected


def test_items_are_taken_as_they_are_needed(engine, work):
    taken = []
    items = (taken.append(n) or n for n in count())
    results = engine.map(work.double, items)
    assert taken == []
    assert list(islice(results, 5)) == [0, 2, 4, 6, 8]
    assert len(taken) <= 5 + 4 * 3


def test_an_exception_comes_in_its_place_with_its_traceback(engine, work):
    results = engine.map(work.fail_on_three, range(9))
    assert list(islice(results, 3)) == [0, 1, 2]
    with pytest.raises(ValueError, match="three is not wanted") as caught:
        next(results)
    text = "".join(traceback.format_exception(caught.value))
    assert "fail_on_three" in text and "engine_work.py" in text


def test_an_exception_of_the_items_comes_through(engine, work):
    def items():
        yield 1
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        list(engine.map(work.double, items()))


def test_an_exception_that_cannot_be_pickled_is_told(engine, work):
    with pytest.raises(Exception, match="7 and 7"):
        list(engine.map(work.fail_oddly, [7]))


def test_a_result_that_cannot_be_carried_back_is_an_error(pool, work):
    with pytest.raises(Exception, match=r"lambda") as caught:
        list(pool.map(work.lambda_maker, [7]))
    assert "_answer" in "".join(traceback.format_exception(caught.value))


def test_a_function_that_cannot_be_sent_is_an_error(pool):
    with pytest.raises(Exception, match="lambda"):
        list(pool.map(lambda n: n, [1]))


def test_an_item_that_kills_its_worker_is_lost_and_the_rest_goes_on(pool, work):
    items = ["a", "b", "poison", "c", "d", "poison", "e"]
    results = list(pool.map(work.die_always, items))
    assert [r.item if isinstance(r, Lost) else r for r in results] == items
    assert [r.reason for r in results if isinstance(r, Lost)] == [
        "the process at work on it died 2 times, the last of signal SIGKILL"
    ] * 2


def test_a_worker_that_dies_once_costs_nothing(pool, work, tmp_path):
    items = ["a", "bad 1", "b", "bad 2", "c"]
    assert list(pool.map(work.die_once, [(i, str(tmp_path)) for i in items])) == items


def test_a_lost_group_names_its_key_and_items(pool, work):
    results = list(pool.group(work.first_letter, work.die_in_group, ["poison", "air"]))
    assert results[0] == "air"
    assert results[1].item == ("p", ("poison",))


def test_workers_end_when_the_caller_stops_listening(pool, work):
    results = pool.map(work.process, count())
    pids = set(islice(results, 3))
    results.close()
    assert os.getpid() not in pids
    assert not any(alive(pid) for pid in pids)


def test_a_script_without_a_main_guard_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("from clew.engine import Pool\nfrom math import sqrt\nprint(list(Pool(1).map(sqrt, [4])))\n")
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert "a script must begin its work under: if __name__ == '__main__'" in run.stderr.splitlines()[-1]


def test_ctrl_c_ends_the_workers_and_the_caller(tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from clew.engine import Pool; import engine_work\n"
        f"list(Pool(2).map(engine_work.sleep_and_tell, [{str(marks)!r}] * 2))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, start_new_session=True)
    while len(list(marks.iterdir())) < 2 and run.poll() is None:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert errors.count("KeyboardInterrupt") == 1, errors
    assert not any(alive(int(mark.name)) for mark in marks.iterdir())


@pytest.mark.parametrize("workers", [0, -1])
def test_there_is_at_least_one_worker(workers):
    with pytest.raises(EngineError, match="at least one worker"):
        local(workers)


def test_one_worker_is_this_process():
    assert isinstance(local(1), Serial) and isinstance(local(2), Pool)
