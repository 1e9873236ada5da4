"""Runs one test module for run.ts and appends a line of JSON to a file as each test starts and ends.

    python driver.py RESULTS [--use=RESOURCES] MODULE

Lines: {"start": ID}, {"end": ID, "status": STATUS, "reason": TEXT}, {"module": STATUS, "reason": TEXT} at the end.
STATUS is ok, fail or skip. Tests that the file mentions already are left out: after a crash the next process goes on.
"""

import json
import sys
import unittest


def read_started(path):
    try:
        with open(path, encoding="utf-8") as file:
            return [line["start"] for line in map(json.loads, file) if "start" in line]
    except FileNotFoundError:
        return []


class Report:
    """The results file; opened anew for each line, because tests close descriptors that are not theirs."""

    def __init__(self, path):
        self.path = path
        self.open = open
        self.dumps = json.dumps

    def write(self, **fields):
        with self.open(self.path, "a", encoding="utf-8") as file:
            file.write(self.dumps(fields) + "\n")


def describe(exc):
    """The exception's type and the first line of its message, whatever its __str__ does."""
    try:
        lines = str(exc).strip().splitlines() or [""]
        return f"{type(exc).__name__}: {lines[0]}"[:200]
    except BaseException:
        return type(exc).__name__


class Result(unittest.TestResult):
    def __init__(self, report):
        super().__init__()
        self.report = report
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.outcome = None
        self.report.write(start=test.id())

    def stopTest(self, test):
        super().stopTest(test)
        status, reason = self.outcome or ("ok", "")
        self.report.write(end=test.id(), status=status, reason=reason)

    def note(self, test, status, reason):
        if type(test).__name__ == "_ErrorHolder":  # setUpClass and its like: not within a test
            self.report.write(start=test.id())
            self.report.write(end=test.id(), status=status, reason=reason)
        elif self.outcome is None or self.outcome[0] == "skip":
            self.outcome = status, reason

    def addError(self, test, err):
        self.note(test, "fail", describe(err[1]))

    def addFailure(self, test, err):
        self.note(test, "fail", describe(err[1]))

    def addSkip(self, test, reason):
        if not hasattr(test, "test_case"):  # a skipped subtest says nothing about the others
            self.note(test, "skip", reason)

    def addUnexpectedSuccess(self, test):
        self.note(test, "fail", "unexpected success")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note(test, "fail", describe(err[1]))


def keep(suite, started):
    """Takes out of a suite what has been started before, once for each mention."""
    kept = unittest.TestSuite()
    for item in suite:
        if isinstance(item, unittest.BaseTestSuite):
            kept.addTest(keep(item, started))
        elif item.id() in started:
            started.remove(item.id())
        else:
            kept.addTest(item)
    return kept


def load(name):
    __import__(name)
    module = sys.modules[name]
    loader = unittest.defaultTestLoader
    if not hasattr(module, "__path__"):
        return loader.loadTestsFromModule(module)
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, unittest.TestCase) and value.__module__ == name
    ]
    return unittest.TestSuite(map(loader.loadTestsFromTestCase, own))


def main():
    path, *options, name = sys.argv[1:]
    del sys.argv[1:]
    started = read_started(path)
    report = Report(path)
    try:
        from test import support

        support.verbose = 0
        support.use_resources = {r: None for option in options for r in option.removeprefix("--use=").split(",")}
        suite = load(name)
    except unittest.SkipTest as exc:
        report.write(module="skip", reason=str(exc))
        return
    except BaseException as exc:
        report.write(module="fail", reason=describe(exc))
        return
    keep(suite, started).run(Result(report))
    report.write(module="ok", reason="")


if __name__ == "__main__":
    main()
