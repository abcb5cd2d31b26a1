"""What comes from other systems and goes to them: FHIR in and out, and tools for assistants."""

from iortkg.exchange.assistant import assistant
from iortkg.exchange.fhir import FhirCase, read_fhir
from iortkg.exchange.terms import fhir_bundle

__all__ = ["FhirCase", "assistant", "fhir_bundle", "read_fhir"]
