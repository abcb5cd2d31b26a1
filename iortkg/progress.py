"""How far long work has come, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(size: Callable[[], int], each: int = 1) -> Iterator[Callable[[int], object]]:
    """A bar on standard error where that is a terminal, with the records a second and the time left.

    What is yielded hears first how many bytes of the size were done before, then how many more with each record, or
    with as many records as each says.
    """
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _: None
        return
    with click.progressbar(length=size(), file=sys.stderr, show_eta=True, item_show_func=_rate) as bar:
        done, since = -1, time.monotonic()

        def tick(more: int) -> None:
            nonlocal done
            done += each if done >= 0 else 1
            if done:
                bar.update(more, done / max(time.monotonic() - since, 1e-9))
            elif bar.length:
                # What was done before took no time of this run.
                bar.length -= more

        yield tick


def _rate(records: float | None) -> str:
    return "" if records is None else f"{records:.0f} records/s"
