"""Answers by several processes, in the order of the records."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context, parent_process

from iortkg.batch.job import Answered, Job
from iortkg.batch.records import Record
from iortkg.errors import InputError

# A process takes this many records at once, or as many as have this many characters.
_AT_ONCE, _MOST_LETTERS = 16, 250_000
# Pieces of work that wait for each process: enough that none is idle, few enough that memory stays flat.
_WAITING = 4
# Fewer pieces than these are answered sooner than processes start.
_FEW = 3

_job: list[Job] = []


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def answers(records: Iterator[Record], job: Job, jobs: int) -> Iterator[Answered]:
    """The records with their answers, in order; raises InputError where a process is lost."""
    if jobs == 1:
        return map(job.answered, records)
    pieces = _pieces(records)
    first = list(islice(pieces, _FEW))
    if len(first) < _FEW:
        return map(job.answered, chain.from_iterable(first))
    return _by_processes(chain(first, pieces), job, jobs)


def _pieces(records: Iterator[Record]) -> Iterator[list[Record]]:
    piece: list[Record] = []
    letters = 0
    for record in records:
        piece.append(record)
        letters += len(record.fields.get("text") or "") if not record.fault else 0
        if len(piece) == _AT_ONCE or letters > _MOST_LETTERS:
            yield piece
            piece, letters = [], 0
    if piece:
        yield piece


def _by_processes(pieces: Iterable[list[Record]], job: Job, jobs: int) -> Iterator[Answered]:
    waiting: deque[Future[list[Answered]]] = deque()
    # A process that is started afresh shares nothing with this one, its threads least of all.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (job,))
    try:
        for piece in pieces:
            waiting.append(pool.submit(_answered, piece))
            if len(waiting) == jobs * _WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise InputError(
            "A process that answers was ended from outside, as happens where memory runs out. "
            "Answers up to there are kept; run the same command again, with fewer --jobs."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(job: Job) -> None:
    """Make a process ready: it leaves Ctrl+C to the one that started it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _job[:] = [job]


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _answered(piece: list[Record]) -> list[Answered]:
    return [_job[0].answered(record) for record in piece]
