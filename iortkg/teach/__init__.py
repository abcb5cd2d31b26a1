"""Answers as lessons: a storyboard hop by hop, a quiz with feedback from the rules, a handout to print."""

from iortkg.teach.handout import handout_html
from iortkg.teach.items import Choice, Item, items
from iortkg.teach.lesson import Lesson
from iortkg.teach.quiz import quiz_html
from iortkg.teach.steps import Chapter, Step, chapters
from iortkg.teach.storyboard import storyboard_html

__all__ = [
    "Chapter",
    "Choice",
    "Item",
    "Lesson",
    "Step",
    "chapters",
    "handout_html",
    "items",
    "quiz_html",
    "storyboard_html",
]
