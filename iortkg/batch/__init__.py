"""Many cases from a file to a file: same ids, same order, bad records answered with a sentence."""

from iortkg.batch.cases import cases_of
from iortkg.batch.job import Coder, answer_to
from iortkg.batch.runs import run
from iortkg.batch.sources import records_of, size_of
from iortkg.batch.tables import fields_of
from iortkg.batch.tally import Report
from iortkg.batch.workers import cores

__all__ = ["Coder", "Report", "answer_to", "cases_of", "cores", "fields_of", "records_of", "run", "size_of"]
