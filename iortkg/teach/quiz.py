"""A quiz: one page with the notes of cases and questions on their codes, which answers with the rules."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from string import Template

from iortkg.teach.items import items
from iortkg.teach.lesson import Lesson
from iortkg.view import document, shipped

_TITLE = "Which code, and why?"


def quiz_html(lessons: Sequence[Lesson]) -> str:
    """The page; questions and answers lie in it as a block that no one reads by chance, dealt out by its script."""
    cases = [
        {
            "text": lesson.outcome.text,
            "occasion": lesson.occasion,
            "items": [item.to_dict() for item in items(lesson)],
        }
        for lesson in lessons
    ]
    block = base64.b64encode(json.dumps(cases, sort_keys=True).encode()).decode()
    body = Template(shipped("quiz.html", __file__)).substitute(title=_TITLE, block=block)
    styles = shipped("base.css"), shipped("lesson.css", __file__), shipped("quiz.css", __file__)
    return document(_TITLE, body, styles=styles, scripts=(shipped("quiz.js", __file__),))
