"""Many cases from a file to a file: same ids, same order, bad records answered with a sentence."""

from iortkg.batch.runs import run
from iortkg.batch.sources import size_of
from iortkg.batch.tally import Report
from iortkg.batch.workers import cores

__all__ = ["Report", "cores", "run", "size_of"]
