"""Nothing leaves the machine: no socket is opened and no program started while coding, exploring and exporting."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTE = "Right lumpectomy. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
STEPS = """\
from pathlib import Path
import iortkg
from iortkg.cli import main

note = {note!r}
def command(*words):
    try:
        main(list(words))
    except SystemExit as end:
        assert end.code in (0, None), (words, end.code)

kg = iortkg.load()
answer = iortkg.code(note, on="2026-03-02")
view, walk = kg.view("77424"), answer.view
Path("in.jsonl").write_text('{{"id": "a", "text": "%s"}}' % note)
Path("note.txt").write_text(note)
Path("mue_2026.csv").write_text(
    "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\\n"
    "77424,3,2 Date of Service Edit: Policy,Invented\\n"
)

def explore():
    explorer = iortkg.explore(note)
    explorer.selected = "ior:DoseDelivered"
    explorer.selected = "ior:Intrabeam"
    assert explorer.get_state() and explorer._repr_mimebundle_()

steps = {{
    "code": lambda: iortkg.code(note),
    "code many": lambda: list(iortkg.code_many([{{"text": note}}])),
    "correct": lambda: answer.correct(radiation="electrons"),
    "what if": lambda: answer.what_if(radiation="electrons"),
    "letter": answer.query_letter,
    "explain": answer.explain,
    "explore": explore,
    "query": lambda: kg.query("SELECT ?s {{ ?s a ior:DedicatedDevice }}").to_json(),
    "graph": lambda: len(kg.graph),
    "network": lambda: len(kg.network),
    "dictionary": answer.to_dict,
    "text": answer.to_text,
    "page": answer.to_html,
    "picture": answer.to_svg,
    "frame": answer.to_frame,
    "notebook": answer._repr_html_,
    "pyvis": lambda: answer.to_pyvis().write_html("pyvis.html"),
    **{{f"view as {{form}}": getattr(view, f"to_{{form}}") for form in
       ("json", "svg", "html", "png", "graphml", "ttl", "pyvis")}},
    "walk as page": walk.to_html,
    **{{f"batch {{end}}": lambda end=end: command("batch", "in.jsonl", f"out.{{end}}")
       for end in ("jsonl", "csv", "parquet")}},
    **{{f"command graph {{end}}": lambda end=end: command("graph", "77424", "-o", f"out.{{end}}")
       for end in ("html", "svg", "png", "graphml", "ttl", "json")}},
    **{{f"command code {{form}}": lambda form=form: command("code", "--file", "note.txt", "--as", form)
       for form in ("text", "json", "html")}},
    "command show": lambda: command("show", "77424"),
    "command find": lambda: command("find", "electrons"),
    "add a table": lambda: command("tables", "add", "mue_2026.csv"),
    "list tables": lambda: command("tables"),
    "code by tables": lambda: iortkg.code(note, on="2026-03-02", knowledge=iortkg.load(codebooks="mue_2026.csv")),
}}
"""
WATCH = """\
import os, sys, json
seen, now, programs = [], "start", ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork")
def hook(event, given):
    if event.startswith(("socket.", "urllib.")) or event in programs:
        seen.append(f"{now}: {event}")
sys.addaudithook(hook)
"""
RUN = """\
for now, step in steps.items():
    step()
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                seen.append(f"{now}: an open socket")
        except OSError:
            pass
Path("told.json").write_text(json.dumps({"steps": list(steps), "seen": seen}))
"""


def watched(steps: str, folder: Path) -> dict[str, list[str]]:
    """What a process does that calls each step, and the sockets and programs that it opens."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "IORTKG_DATA": str(folder / "data")}
    call = [sys.executable, "-c", WATCH + steps + RUN]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, list[str]] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return told


def test_no_socket_is_opened_while_coding_exploring_and_exporting(tmp_path: Path) -> None:
    told = watched(STEPS.format(note=NOTE), tmp_path)
    assert len(told["steps"]) >= 39
    assert told["seen"] == []


def test_a_socket_that_is_opened_is_seen(tmp_path: Path) -> None:
    steps = (
        "from pathlib import Path\nimport socket\nsteps = {'open': lambda: globals().update(kept=socket.socket())}\n"
    )
    assert watched(steps, tmp_path)["seen"] == ["open: socket.__new__", "open: an open socket"]


def test_the_page_on_security_names_every_place_that_is_written() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = ("OUT.part", "OUT.manifest.json", "20 MB", "127.0.0.1", "evidence", "IORTKG_DATA")
    assert all(word in page for word in named)
