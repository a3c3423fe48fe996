"""Runs the Python unit tests beside this file and says each outcome as one line of JSON on standard output."""

from __future__ import annotations

import json
import sys
import unittest
from pathlib import Path
from typing import Any

OUT = sys.stdout


class Outcomes(unittest.TestResult):
    """Tells of each test once: a test with failed subtests is told of by each of these."""

    def addSuccess(self, test: unittest.TestCase) -> None:
        say(test, "passed", "")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        say(test, "skipped", reason)

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        say(test, "failed", self.failures[-1][1])

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        say(test, "failed", self.errors[-1][1])

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            say(subtest, "failed", (self.failures + self.errors)[-1][1])


def say(test: unittest.TestCase, outcome: str, detail: str) -> None:
    print(json.dumps({"name": test.id(), "outcome": outcome, "detail": detail}), file=OUT, flush=True)


if __name__ == "__main__":
    sys.stdout = sys.stderr
    unittest.defaultTestLoader.discover(str(Path(__file__).parent)).run(Outcomes(), debug=False)
