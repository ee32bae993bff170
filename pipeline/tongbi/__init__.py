"""tongbi (同比): annual reports written in prose, read into comparable year-over-year series."""

__version__ = "0.1.0"
