"""Imports go one way: from what people write, by what is computed, to what is shown."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "policyscore"

# Each may import those before it, and nothing after.
ORDER = (
    *("version", "display", "format", "errors", "syntax", "source", "files", "scalars", "model", "schema", "entries"),
    *("scale", "weighting", "study", "rating", "shares", "link", "loading", "choose", "what_if", "scoring", "flips"),
    *("sheet", "matrix", "starting"),
    *("document", "record", "notes", "report", "explaining", "contents", "rules", "checking", "completing"),
    *("one_way", "potential", "sets", "pairs", "uncertain", "information", "acceptance", "robustness", "firmness"),
    *("voting", "tally", "survey", "comparing", "comparison", "batch", "change", "differing", "charts", "drawing"),
    *("reckoning", "blocks", "evidence", "finding", "appendix", "memo"),
    *(
        "progress",
        "fitting",
        "renderers.archive",
        "renderers.csv_",
        "renderers.docx_",
        "renderers.html",
        "renderers.json_",
        "renderers.latex",
        "renderers.markdown",
        "renderers.memo_docx",
        "renderers.memo_html",
        "renderers.memo_markdown",
        "renderers.memos",
        "renderers.tidy",
        "renderers.xlsx_",
    ),
    *("renderers.terminal", "renderers", "output", "api", "endings", "cli", "__main__"),
)


def imported(path: Path) -> set[str]:
    """The modules of the package that a file imports anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("policyscore"):
            module = node.module.removeprefix("policyscore").lstrip(".")
            names = {f"{module}.{alias.name}".lstrip(".") for alias in node.names}
            found |= {name if name in ORDER else module for name in names} - {""}
    return found


def test_every_module_has_its_place() -> None:
    modules = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        for path in PACKAGE.rglob("*.py")
    }

    assert modules - {"__init__"} == set(ORDER)


def test_no_module_imports_what_comes_after_it() -> None:
    for place, module in enumerate(ORDER):
        path = PACKAGE / (module.replace(".", "/") + ".py")
        path = path if path.exists() else PACKAGE / module / "__init__.py"

        assert imported(path) <= set(ORDER[:place]), module
