"""Tools for assistants by the Model Context Protocol: read-only, and with faults as sentences.

The one file that imports the protocol's library. Nothing of a case is kept or logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from iortkg.errors import InputError, IortkgError

_PURPOSE = (
    "Codes cases of intraoperative radiation therapy with proof. Give the whole note to code_case, or propose facts "
    "with verbatim quotes to decide. Repeat codes, questions and warnings of the answer as they are, and add no code "
    "of your own. Where status is needs-information, put the questions to the physician and choose nothing."
)
Tool = Callable[..., dict[str, Any]]  # Any: whatever JSON holds


def assistant(tools: Iterable[Tool], version: str) -> Any:  # Any: a server of the protocol's library
    """A server of tools, each named and described as its function; run("stdio") serves them until the input ends.

    Raises InputError where the library is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError:
        raise InputError('iortkg mcp needs the library mcp. Install it: pip install "iortkg[mcp]".') from None

    def guarded(tool: Tool) -> Tool:
        @wraps(tool)
        def answer(*args: Any, **given: Any) -> dict[str, Any]:
            try:
                return tool(*args, **given)
            except IortkgError as fault:
                raise ToolError(str(fault)) from None
            except Exception:  # noqa: BLE001  a trace could hold words of a case
                raise ToolError("iortkg has no answer to this. Try a shorter input, or iortkg code.") from None

        return answer

    # The library logs requests, and a request holds the words of a case.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    server = MCPServer("iortkg", instructions=_PURPOSE, version=version, log_level="CRITICAL")
    reading = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
    for tool in tools:
        server.tool(annotations=reading, structured_output=True)(guarded(tool))
    return server
