"""A static site from one published release: pages that open from disk and ask nothing of the network."""

from pipelines.site.build import Built, build_site

__all__ = ["Built", "build_site"]
