"""The explorer as a local web page through Voila; the only file that knows Voila."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from iortkg.errors import InputError

_PAGE = Path(__file__).parent / "page"
_LOOPBACK = "127.0.0.1"
# Widgets and nothing else: other extensions of a notebook server have no business on the page.
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")


def serve(port: int, *, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the page on this computer alone until it is interrupted; raises InputError where the port is taken."""
    try:
        from voila.app import Voila
    except ImportError:
        raise InputError('voila is not installed. Run: pip install "iortkg[notebook]"') from None
    _refuse_taken(port)
    tell(f"The explorer opens at http://{_LOOPBACK}:{port}/ and ends with Ctrl+C.")
    # The template without icons of a network stands beside this file; the kernel finds this iortkg and no other.
    _prepend("JUPYTER_PATH", str(_PAGE))
    _prepend("PYTHONPATH", str(Path(__file__).parents[2]))
    Voila.launch_instance(
        argv=[
            str(_PAGE / "explorer.ipynb"),
            f"--port={port}",
            f"--Voila.ip={_LOOPBACK}",
            "--Voila.port_retries=0",
            "--template=iortkg",
            "--theme=light",
            "--VoilaConfiguration.allow_theme_override=YES",
            "--Voila.log_level=WARN",
            *(f"--VoilaConfiguration.extension_allowlist={name}" for name in _EXTENSIONS),
            *([] if browser else ["--no-browser"]),
        ]
    )


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_LOOPBACK, port))
        except (OSError, OverflowError) as fault:
            reason = getattr(fault, "strerror", None) or "it is none"
            raise InputError(f"Port {port} is not free: {reason}. Name another one with --port.") from None


def _prepend(name: str, folder: str) -> None:
    os.environ[name] = os.pathsep.join(filter(None, (folder, os.environ.get(name, ""))))
