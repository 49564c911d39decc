"""Imported once by the process that workers are forked from: what they all need is loaded there, and shared.

A worker that has to be replaced is then ready within milliseconds.
"""

from datetime import date

from pipelines.extract.read import read_rows
from pipelines.reading.language import identifier
from pipelines.reading.types import Article
from pipelines.stage.article import Item, stage_record

FIRST_TEXT = "The ministry said on Monday that a rocket was launched."

identifier()
stage_record(Item("", "", FIRST_TEXT.encode(), "text", "first.txt", 1, None, date(2000, 1, 1)))
read_rows(Article("first", "", FIRST_TEXT))
