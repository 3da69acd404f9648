import gc

import pytest

from clew.unhindered import unhindered


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_is_afterwards_as_it_was(before):
    (gc.enable if before else gc.disable)()
    try:
        with pytest.raises(ValueError, match="x"), unhindered():
            assert not gc.isenabled()
            raise ValueError("x")
        assert gc.isenabled() == before
    finally:
        gc.enable()


def test_one_inside_another_leaves_it_out_of_the_way():
    with unhindered():
        with unhindered():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
