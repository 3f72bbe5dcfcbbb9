"""What the driver found: one printed line a check, and the count at the end."""

import importlib
import re
import sys
import traceback

LONGEST = 700


class Checks:
    """Collects passed and failed checks; nothing here ends the run."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.module = ""

    def play(self, module, tools):
        """Runs a module's tests in the order in which they stand."""
        self.module = module.removeprefix("test_")
        for name, test in list(vars(importlib.import_module(module)).items()):
            if not name.startswith("test_"):
                continue
            try:
                test(self, tools)
            except Exception as error:
                traceback.print_exc(file=sys.stderr)
                self.broken(name, error)

    def that(self, name, holds, detail=""):
        """The claim `name` holds; `detail` is shown when it does not."""
        if holds:
            self.passed += 1
            self._print("ok  ", name)
        else:
            self.failed += 1
            self._print("FAIL", name, detail)
        return bool(holds)

    def equal(self, name, got, expected):
        return self.that(name, got == expected, f"got {got!r}, expected {expected!r}")

    def contains(self, name, text, part):
        return self.that(name, part in text, f"got {text!r}, expected {part!r} in it")

    def matches(self, name, text, pattern):
        """The whole of `text` has the shape `pattern`; its groups, or None."""
        found = re.fullmatch(pattern, text, re.DOTALL)
        self.that(name, found, f"got {text!r}, expected the shape {pattern!r}")
        return found.groups() if found else None

    def broken(self, name, error):
        """A test that could not go on."""
        self.that(name, False, f"stopped by {type(error).__name__}: {error}")

    def summary(self):
        return f"{self.passed} passed, {self.failed} failed"

    def _print(self, verdict, name, detail=""):
        line = f"{verdict} {self.module}: {name}"
        if detail:
            line += " -- " + " ".join(str(detail).split("\n"))[:LONGEST]
        print(line, flush=True)
