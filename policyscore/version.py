"""The version, as a constant: asking the installed package for it would double the start-up time."""

__version__ = "0.1.0"

# What a result says that it comes from.
MADE_BY = f"Made by policyscore {__version__}"
