"""Run the notebooks again, store outputs that do not change by themselves, and write each as a page.

A cell tagged ``live`` shows a widget; it runs, and what is stored of it is the answer that stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "build" / "notebooks"
# The template as shipped asks the network for a script loader, formulas and diagrams; ours asks for nothing.
TEMPLATE = """\
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js -%}{%- endblock -%}
{%- block jupyter_widgets -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
"""


def notebooks() -> tuple[Path, ...]:
    """The notebooks of the project, by name."""
    return tuple(sorted((ROOT / "notebooks").glob("*.ipynb")))


def execute(path: Path) -> NotebookNode:
    """The notebook with fresh outputs, without times, versions, addresses or the state of widgets."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, store_widget_state=False, record_timing=False, coalesce_streams=True)
    client.execute(cwd=str(path.parent))
    notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        if "live" in cell.metadata.get("tags", ()):
            cell.outputs = [_still(output) for output in cell.outputs if "text/html" in output.get("data", {})]
    return notebook


def _still(output: NotebookNode) -> NotebookNode:
    """What a widget leaves for a reader who has no kernel."""
    kept = {kind: data for kind, data in output.data.items() if not kind.startswith("application/")}
    return NotebookNode({**output, "data": NotebookNode(kept), "metadata": NotebookNode()})


def page(path: Path) -> str:
    """The stored notebook as a page that asks nothing of a network."""
    exporter = HTMLExporter(raw_template=TEMPLATE)
    html, _ = exporter.from_notebook_node(
        nbformat.read(path, as_version=4), resources={"metadata": {"name": path.stem}}
    )
    return str(html)


def write(paths: Iterable[Path]) -> None:
    """Store the fresh outputs, and the pages beside other built things."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for path in paths:
        nbformat.write(execute(path), path)
        target = PAGES / f"{path.stem}.html"
        target.write_text(page(path), encoding="utf-8")
        print(f"{path.relative_to(ROOT)} -> {target.relative_to(ROOT)}")


if __name__ == "__main__":
    write(notebooks())
