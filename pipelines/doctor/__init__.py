"""What is wrong with a set-up, and how to mend it: one small check for each thing, which looks and changes nothing."""

from pipelines.doctor.findings import Finding, Setup
from pipelines.doctor.run import CHECKS, examine

__all__ = ["CHECKS", "Finding", "Setup", "examine"]
