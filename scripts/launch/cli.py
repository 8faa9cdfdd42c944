"""Run tasks inside the environment, for ``python3 tasks.py`` and for ``invoke`` alike.

Loading invoke costs 0.15 s of CPU, a tenth of what ``check`` may take, so our
own entry reads the command line itself (``usage.py``) and calls the functions
of ``tasks.py`` directly. When invoke loads the file, the same functions become
invoke tasks with the same options, messages and exit codes.
"""

import functools
import sys
from collections.abc import Callable, Mapping
from typing import Any

from scripts.launch import bootstrap, usage
from scripts.problems import DataError

TaskFunction = Callable[..., int]


def main(argv: list[str]) -> int:
    """Perform the tasks on the command line until one fails; return its exit code."""
    import tasks

    for call in usage.parse(argv):
        code = perform(getattr(tasks, call.task.function), None, call.values)
        if code:
            return code
    return 0


def task(function: TaskFunction) -> Any:
    """Mark a function of ``tasks.py`` as a task; its return value is the exit code."""
    if "invoke" not in sys.modules:
        return function
    from invoke.tasks import task as invoke_task

    @functools.wraps(function)
    def body(context: object, **values: object) -> None:
        bootstrap.speak_utf8()
        try:
            usage.check_values(values)
            code = perform(function, context, values)
        except bootstrap.Stop as error:
            sys.stderr.write(f"{error}\n")
            code = error.code
        if code:
            raise SystemExit(code)

    [described] = [known for known in usage.read_tasks() if known.function == function.__name__]
    meanings = {option.name: option.meaning for option in described.options if option.meaning}
    return invoke_task(body, help=meanings, auto_shortflags=False)


def perform(function: TaskFunction, context: object, values: Mapping[str, Any]) -> int:
    """Call one task; print what is wrong with the data, if that is what stops it."""
    try:
        return function(context, **values)
    except DataError as error:
        sys.stdout.write(f"{error}\n")
        return 1
