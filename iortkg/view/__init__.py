"""Answers as people see them: picture, page, plain text, network."""

from iortkg.view.html import answer_html, page_html
from iortkg.view.svg import walk_svg
from iortkg.view.text import answer_text

__all__ = ["answer_html", "answer_text", "page_html", "walk_svg"]
