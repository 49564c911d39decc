"""Who says what through whom: direct, indirect and mixed."""
