"""The rooms, their floors, and the few rules of the house, read from the code itself."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from every import of_every
from trees import nodes_of

SOURCE = Path(__file__).parents[1] / "src" / "drafter"
ARCHITECTURE = Path(__file__).parents[1] / "docs" / "architecture.md"
FLOORS = {
    "frozen": 0, "patterns": 0, "vocabulary": 0, "problems": 0, "wording": 0,
    "cache": 1, "source": 1, "figures": 1, "word": 1, "schema": 2, "books": 2,
    "ledger": 3, "template": 3,
    "engine": 4, "adopt": 4, "checks": 5, "output": 5, "update": 6, "workspace": 6,
    "commands": 7, "desk": 8, "cli": 9,
}  # fmt: skip
"""Room → floor. A room imports only rooms on floors below its own."""
HOMES = {
    "yaml": "source", "xlrd": "source",
    "jsonschema_rs": "schema", "lxml": "word", "docx": "engine",
    "docxtpl": "engine", "docxtpl_lint": "engine", "jinja2": "engine", "markupsafe": "engine",
    "typer": "cli", "fcntl": "output", "msvcrt": "output", "marshal": "engine", "pickle": "engine",
    "watchfiles": "commands", "openpyxl": "books", "multiprocessing": "commands", "rjieba": "adopt",
    "starlette": "desk", "uvicorn": "desk", "cryptography": "desk",
}  # fmt: skip
"""Library → the only room that may import it."""
DOORS = {"drafter", "drafter.__main__"}
"""The package itself hands out what the rooms make, and stands beside them."""
MOST_LINES, MOST_IN_FUNCTION, MOST_IN_FOLDER, LONGEST_CHAIN = 330, 40, 12, 20
MOST_ONE_WORD = 0.25
"""The share of functions that may be named by one word: a protocol's method, a property's noun."""
WRITERS = {"write_bytes", "write_text", "mkdir", "unlink", "rename", "rmdir", "touch", "symlink_to"}
WRITING_MODULES = {"shutil", "tempfile"}


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {module_name(path): path for path in SOURCE.rglob("*.py")}
TEXTS = {module: path.read_text(encoding="utf-8") for module, path in PATHS.items()}


@cache
def tree_of(module: str) -> ast.Module:
    root = nodes_of(PATHS[module])[0]
    assert isinstance(root, ast.Module)
    return root


def trees() -> dict[str, ast.Module]:
    return {name: tree_of(name) for name in TEXTS}


@cache
def walk(tree: ast.AST) -> tuple[ast.AST, ...]:
    """All nodes of a tree, which every test here asks for anew."""
    return tuple(ast.walk(tree))


@cache
def imported(module: str) -> frozenset[str]:
    """What `imports` finds in a module of the package."""
    return frozenset(imports(tree_of(module), module))


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports(tree: ast.AST, module: str = "") -> Iterator[str]:
    """All modules that a tree imports, wherever in it: in functions and conditions too."""
    for node in walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.rsplit(".", node.level)[0] if node.level else ""
            source = ".".join(filter(None, (package, node.module)))
            below = [f"{source}.{alias.name}" for alias in node.names]
            yield from (name if name in TEXTS else source for name in below)


def names_called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def climbs(module: str, names: Iterable[str]) -> list[str]:
    """The module's imports that do not lead to a floor below, or stay in the room."""
    own = room(module)
    return [
        name
        for name in names
        if name.startswith("drafter.") and room(name) != own and FLOORS[room(name)] >= FLOORS[own]
    ]


def rooms() -> set[str]:
    return {room(name) for name in TEXTS if name not in DOORS}


def test_every_room_stands_on_a_floor() -> None:
    assert rooms() <= set(FLOORS)


def test_the_description_of_the_house_has_the_same_floors() -> None:
    rows = re.findall(r"^\| (\d) \| `(\w+)` \|", ARCHITECTURE.read_text("utf-8"), re.MULTILINE)
    assert {name: int(floor) for floor, name in rows} == {name: FLOORS[name] for name in rooms()}


@of_every("module", sorted(set(TEXTS) - DOORS))
def test_a_module_imports_only_rooms_below_its_own(module: str) -> None:
    assert climbs(module, imported(module)) == []


@pytest.mark.parametrize(
    "code",
    [
        "from drafter.engine import render",
        "from drafter import cli",
        "def late():\n    import drafter.commands",
        "import typing\nif typing.TYPE_CHECKING:\n    from drafter.ledger import Ledger",
        "from drafter.output import Store",
    ],
)
def test_an_import_that_climbs_is_found_wherever_it_hides(code: str) -> None:
    own = "drafter.checks.drafts.values" if "output" in code else "drafter.template.tags"
    assert climbs(own, imports(ast.parse(code), own)) != []


def test_only_the_command_line_imports_the_package_itself() -> None:
    importing = {room(name) for name in TEXTS if "drafter" in imported(name)}
    assert importing <= {"cli"}


def test_no_modules_of_a_room_import_each_other_in_a_circle() -> None:
    graph = {
        module: {name for name in imported(module) if name in TEXTS and name != module}
        for module in TEXTS
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_each_library_has_one_home() -> None:
    strangers = {
        (module, name)
        for module in TEXTS
        for name in (each.split(".")[0] for each in imported(module))
        if name in HOMES and room(module) != HOMES[name]
    }
    assert strangers == set()


@of_every("library", sorted(HOMES))
def test_each_home_is_lived_in(library: str) -> None:
    users = {
        room(name) for name in TEXTS if library in (each.split(".")[0] for each in imported(name))
    }
    assert users == {HOMES[library]}


def test_no_file_is_too_long() -> None:
    lengths = {name: text.count("\n") for name, text in TEXTS.items()}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{name}.{function.name}": length
        for name, tree in trees().items()
        for function in functions(tree)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > MOST_IN_FUNCTION
    }
    assert long == {}


def test_no_folder_has_too_many_files() -> None:
    counts = Counter(path.parent for path in SOURCE.rglob("*.py") if path.stem != "__init__")
    crowded = {str(folder): n for folder, n in counts.items() if n > MOST_IN_FOLDER}
    assert crowded == {}


def at_once(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is loaded: no function, nor what only the type checker reads."""
    for node in ast.iter_child_nodes(tree):
        for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if not for_types and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
            yield from at_once(node)


def test_no_chain_of_imports_is_too_long() -> None:
    """The message catalogue, which is data, is not counted."""
    graph = {
        module: {
            name
            for node in at_once(tree)
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for name in imports(ast.Module([node], []), module)
            if name in TEXTS and name != module and "catalogue" not in name
        }
        for module, tree in trees().items()
    }
    depth: dict[str, int] = {}
    for module in TopologicalSorter(graph).static_order():
        depth[module] = 1 + max((depth[name] for name in graph[module]), default=0)
    assert max(depth.values()) <= LONGEST_CHAIN


def test_functions_are_named_by_what_they_do() -> None:
    names = [
        function.name
        for tree in trees().values()
        for function in functions(tree)
        if not function.name.startswith("__")
    ]
    one_word = [name for name in names if "_" not in name.strip("_")]
    assert len(one_word) / len(names) <= MOST_ONE_WORD


def test_tags_have_one_lexer() -> None:
    """Nowhere else does a pattern look for the braces of a tag with what is in them."""
    looking = re.compile(r"re\.compile\([^)]*\\\{\\?[{%].*\.\*")
    found = {name for name, text in TEXTS.items() if any(map(looking.search, text.split("\n")))}
    assert found <= {"drafter.template.tag"}


def test_every_module_opens_with_what_it_does() -> None:
    assert [name for name, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_only_the_command_line_prints_and_exits() -> None:
    speaking = {
        name
        for name, tree in trees().items()
        for called, _ in names_called(tree)
        if called in ("print", "input", "exit", "quit", "sys.exit", "os._exit")
        or called.startswith(("sys.stdout.", "sys.stderr."))
    }
    exits = {name for name, tree in trees().items() for raised in _raised(tree) if "Exit" in raised}
    assert {room(name) for name in speaking | exits} == {"cli"}


def test_only_output_the_setting_up_and_the_cache_write_files() -> None:
    writing = {name for name, tree in trees().items() if any(_writes(name, tree))}
    others = {name for name in writing if room(name) != "output"}
    assert others == {"drafter.commands.init", "drafter.cache.store"}


def _writes(module: str, tree: ast.AST) -> Iterator[bool]:
    yield bool(WRITING_MODULES & imported(module))
    for called, call in names_called(tree):
        modes = [each.value for each in call.args[1:2] if isinstance(each, ast.Constant)]
        modes += [each.value.value for each in call.keywords
                  if each.arg == "mode" and isinstance(each.value, ast.Constant)]  # fmt: skip
        yield called.rpartition(".")[2] in WRITERS or called == "os.replace"
        yield called == "open" and any(set(str(mode)) & set("wax+") for mode in modes)


def _raised(tree: ast.AST) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield ast.unparse(node.exc).partition("(")[0]


def test_only_the_pipeline_and_the_command_line_raise_problems() -> None:
    raising = {room(name) for name, tree in trees().items() if "DrafterError" in set(_raised(tree))}
    assert raising <= {"commands", "cli"}
