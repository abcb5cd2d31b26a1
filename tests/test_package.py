"""What is built and shipped: one version, the ontology in the wheel, and a program that needs nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import iortkg

ROOT = Path(__file__).resolve().parent.parent
CASE = "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


def test_there_is_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert version("iortkg") == project["version"]
    assert iortkg.load().index.version == project["version"]
    assert f"## {project['version']}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_wheel_holds_the_whole_ontology_and_no_cases(wheel: Path) -> None:
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("iortkg/ontology/")}
    files = {path for path in (ROOT / "ontology").rglob("*") if path.is_file() and "cases" not in path.parent.parts}
    assert len(files) > 20
    assert shipped == {f"iortkg/ontology/{path.relative_to(ROOT / 'ontology')}" for path in files}


def test_the_wheel_answers_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    # Neither an ontology in the working directory nor one beside the package may be taken for the shipped one.
    for decoy in (tmp_path / "ontology", tmp_path / "installed" / "ontology"):
        decoy.mkdir()
        (decoy / "core.ttl").write_text("this is not Turtle", encoding="utf-8")
    script = (
        "import iortkg; print(iortkg.__file__); "
        f"print(iortkg.code({CASE!r}, on='2026-03-02', setting='inpatient').claims['facility'][0].code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, check=True, cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
    )  # fmt: skip
    place, code = done.stdout.splitlines()
    assert Path(place).is_relative_to(tmp_path)
    assert code == "DF033Z0"
