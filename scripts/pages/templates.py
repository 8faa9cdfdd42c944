"""Our templates: everything printed is escaped, an unknown name is an error."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.pages.advice import next_step
from scripts.pages.bars import bar, of, stack
from scripts.pages.lamps import LIGHTS, lamp, lamp_code, meaning, problem_state, rank, step_state, veto_state
from scripts.pages.links import page_of
from scripts.pages.sparks import spark
from scripts.pages.text import clean
from scripts.pages.wording import countdown, dialable, long_day, percent, service, short_day, year_word

_FOLDER = Path(__file__).with_name("templates")
_FILTERS: Mapping[str, Callable[..., Any]] = {
    "advice": next_step,
    "bar": bar,
    "countdown": countdown,
    "dialable": dialable,
    "lamp": lamp,
    "lamp_code": lamp_code,
    "long_day": long_day,
    "meaning": meaning,
    "of": of,
    "page_of": page_of,
    "percent": percent,
    "problem_state": problem_state,
    "rank": rank,
    "service": service,
    "short_day": short_day,
    "spark": spark,
    "stack": stack,
    "step_state": step_state,
    "veto_state": veto_state,
    "year_word": year_word,
}


def html(template: str, values: Mapping[str, Any]) -> str:
    """Render a template as one HTML block: no blank line, no indentation."""
    lines = _environment().get_template(template).render(values).splitlines()
    return "\n".join(line for each in lines if (line := each.strip()))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    environment.globals["lights"] = LIGHTS
    return environment


def _printable(value: Any) -> Any:
    """Clean text on its way out; HTML made by our own macros passes as it is."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
