"""What a submission must pass starts on a machine of any kind."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parent.parent / ".ci" / "run"
WANTED = "chromium default-jre-headless fonts-dejavu-core fonts-liberation"


@pytest.mark.parametrize("user", ["0", "1000"], ids=["root", "another user"])
def test_a_machine_without_apt_is_told_what_is_missing_and_goes_on(tmp_path: Path, user: str) -> None:
    for name in ("bash", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    for name, prints in (("id", user), ("make", "made $*")):
        (tmp_path / name).write_text(f'#!/usr/bin/env bash\necho "{prints}"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run([RUN], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    said = f"Not installed: {WANTED}. Install them, or run .ci/run as root where there is apt-get.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "made test\n", said)
