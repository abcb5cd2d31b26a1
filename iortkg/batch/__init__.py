"""Many cases from a file to a file: same ids, same order, bad records answered with a sentence."""

from iortkg.batch.runs import Report, run

__all__ = ["Report", "run"]
