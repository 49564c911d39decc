"""``make bench``: how fast the bundled sample is read. Real corpora go to ``benchmarks/reading.py`` by path."""

from pathlib import Path

from benchmarks.reading import main

main([str(Path(__file__).parent.parent / "pipelines" / "sample" / "articles"), "--layers"])
