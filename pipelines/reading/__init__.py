"""The reading engine: what a careful reader takes from one article. Pure; no clock, network or files beyond the lexicons."""
