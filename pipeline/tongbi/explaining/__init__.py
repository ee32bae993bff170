"""Explaining: how a text was read, for whoever writes or doubts a rule.

Belongs here: showing mentions in their text, on a page or in a terminal. Does not belong here: reading.
"""

from tongbi.explaining.page import html_page, is_page
from tongbi.explaining.reading import Marked, Reason, explained, mark
from tongbi.explaining.terminal import print_text

__all__ = ["Marked", "Reason", "explained", "html_page", "is_page", "mark", "print_text"]
