"""Templates of HTML: whatever is put into one is shown as text, unless it was marked as HTML here."""

from functools import cache
from html import escape as escape_html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyscore.formats.report import unbroken_percents
from policyscore.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent


def fill(template: str, **values: object) -> str:
    """The template of that path below this folder, filled in.

    Raises jinja2's UndefinedError where it names a value that it was not given.
    """
    return environment().get_template(template).render(values)


def trusted(html: str) -> "Markup":
    """HTML that this program made itself, which a template takes as it is; never a text that somebody wrote."""
    from markupsafe import Markup

    return Markup(html)


def escape(value: Any) -> "Markup":
    """A value as HTML that shows it as it is, control characters in escapes; what is marked as HTML stays."""
    if hasattr(value, "__html__"):
        return value  # type: ignore[no-any-return]
    return trusted(escape_html(visible(str(value), keep="\n")).replace("\n", "<br>"))


@cache
def environment() -> "Environment":
    """Where templates are kept once they are compiled; each placeholder in them goes through `escape`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=escape,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["unbroken_percents"] = unbroken_percents
    return made
