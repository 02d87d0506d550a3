"""Aqyl runs a smart-city standard: from the standard's text to a ranked, explained assessment."""

__version__ = "0.1.0"
