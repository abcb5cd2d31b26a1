"""The order of the house: what may import what, read from the syntax trees of the package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# From the ground up; a module imports from lower floors only, and from its own package.
FLOORS = (
    ("model", "errors"),
    ("arrow", "codebooks"),
    ("knowledge",),
    ("case",),
    ("check", "view", "batch", "exchange"),
    ("explorer", "magic", "serve", "teach"),
    ("api",),
    ("progress", "spark", "terminal"),
    ("assisting", "auditing", "batching", "drawing", "keeping", "serving"),
    ("cli",),
    ("__main__", "iortkg"),
)
FLOOR = {part: number for number, parts in enumerate(FLOORS) for part in parts}
# Where modules of the package itself may be imported inside a function, to keep a cold start short.
LAZY = {"api", "assisting", "auditing", "batching", "cli", "drawing", "iortkg", "keeping", "serving", "terminal"}
# Libraries of the extras: each is imported in one file, and only when it is needed.
OPTIONAL = (
    "IPython",
    "anywidget",
    "ipywidgets",
    "mcp",
    "pandas",
    "pyarrow",
    "pyshacl",
    "pyspark",
    "pyvis",
    "resvg_py",
    "starlette",
    "traitlets",
    "uvicorn",
    "voila",
)
MOST_LINES = 250


@dataclass(frozen=True)
class Import:
    """One import: who imports what, whether inside a function, and whether only for the type checker."""

    importer: Any  # Module of conftest.py
    target: str
    inside: bool
    typing: bool


def imports(module: Any) -> Iterator[Import]:
    """Every import of a module, those inside functions and those by name too."""
    packages = {module.name} if module.path.endswith("__init__.py") else {module.name.rpartition(".")[0]}

    def walk(node: ast.AST, *, inside: bool, typing: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            within = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from (Import(module, target, within, typing) for target in _targets(child, packages))
            if isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
                for part, checked in ((child.body, True), (child.orelse, typing)):
                    yield from walk(ast.Module(part, []), inside=within, typing=checked)
            else:
                yield from walk(child, inside=within, typing=typing)

    yield from walk(module.tree, inside=False, typing=False)


def _targets(node: ast.AST, packages: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = _above(next(iter(packages)), node.level) if node.level else []
        base = ".".join((*above, *filter(None, [node.module])))
        # "from iortkg import case" imports a module of the package, "from iortkg.case import Reader" a name of one.
        yield from (f"{base}.{name.name}" if base == "iortkg" else base for name in node.names)
    elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("import_module", "__import__"):
        yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def _above(package: str, level: int) -> list[str]:
    return package.split(".")[: len(package.split(".")) - level + 1]


def of_package(modules: tuple[Any, ...]) -> list[Import]:
    """Imports of the package's own modules."""
    found = [one for module in modules for one in imports(module) if one.target.split(".")[0] == "iortkg"]
    assert len(found) >= 120
    return found


def part_of(target: str) -> str:
    """The package, or the module beside the packages, that an import reaches into."""
    return target.split(".")[1] if "." in target else "iortkg"


def told(one: Import) -> str:
    """An import as a person reads it."""
    return f"{one.importer.path} imports {one.target}"


def test_every_part_of_the_package_has_its_floor(modules: tuple[Any, ...]) -> None:
    assert {module.part for module in modules} - set(FLOOR) == set()


def test_imports_go_downwards_only(modules: tuple[Any, ...]) -> None:
    upwards = [
        told(one)
        for one in of_package(modules)
        if part_of(one.target) != one.importer.part and FLOOR[part_of(one.target)] >= FLOOR[one.importer.part]
    ]
    assert upwards == [], "\n".join(upwards)


def test_a_package_is_entered_by_its_door_alone(modules: tuple[Any, ...]) -> None:
    names = {module.name for module in modules}
    inside = sorted(
        told(one)
        for one in of_package(modules)
        if part_of(one.target) != one.importer.part and one.target.count(".") > 1 and one.target in names
    )
    assert inside == [], "\n".join(inside)


def test_modules_of_the_package_are_imported_inside_functions_only_where_that_is_allowed(
    modules: tuple[Any, ...],
) -> None:
    heavy = with_optional(modules)
    lazy = [
        told(one)
        for one in of_package(modules)
        if one.inside and one.importer.part not in LAZY and one.target not in heavy
    ]
    assert lazy == [], "\n".join(lazy)


def optional(modules: tuple[Any, ...]) -> list[Import]:
    """Imports of optional libraries, those for the type checker left out."""
    found = [one for module in modules for one in imports(module) if one.target.split(".")[0] in OPTIONAL]
    return [one for one in found if not one.typing]


def with_optional(modules: tuple[Any, ...]) -> set[str]:
    """Modules that import an optional library when they are imported themselves."""
    return {one.importer.name for one in optional(modules) if not one.inside}


def test_each_optional_library_is_imported_in_one_file(modules: tuple[Any, ...]) -> None:
    found: dict[str, set[str]] = {}
    for one in optional(modules):
        found.setdefault(one.target.split(".")[0], set()).add(one.importer.path)
    assert {"ipywidgets", "pandas", "pyvis"} <= set(found)
    assert {library: sorted(files) for library, files in found.items() if len(files) > 1} == {}


def test_no_optional_library_is_imported_before_it_is_needed(modules: tuple[Any, ...]) -> None:
    heavy = with_optional(modules)
    early = [told(one) for one in of_package(modules) if one.target in heavy and not one.inside and not one.typing]
    assert early == [], "\n".join(early)


def test_no_module_is_longer_than_a_person_reads_at_once(modules: tuple[Any, ...]) -> None:
    assert {module.path: module.lines for module in modules if module.lines > MOST_LINES} == {}
