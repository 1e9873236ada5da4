"""unittest: cases, fixtures, subtests, skips, expected failures, mocks, assertion messages; the report is checked."""

import io
import re
import unittest
from unittest import mock


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("empty stack")
        return self.items.pop()


calls = []


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        calls.append("setUpClass")

    @classmethod
    def tearDownClass(cls):
        calls.append("tearDownClass")

    def setUp(self):
        self.stack = Stack()
        self.addCleanup(calls.append, "cleanup")

    def tearDown(self):
        calls.append("tearDown")

    def test_push(self):
        """Pushing keeps the order."""
        for i in range(3):
            with self.subTest(i=i):
                self.stack.push(i)
                self.assertEqual(self.stack.items[-1], i if i != 1 else 99)

    def test_pop_empty(self):
        with self.assertRaisesRegex(IndexError, "empty") as caught:
            self.stack.pop()
        self.assertEqual(caught.exception.args, ("empty stack",))

    def test_wrong(self):
        self.assertDictEqual({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]})

    def test_error(self):
        self.stack.nothing

    @unittest.skip("not today")
    def test_skipped(self):
        self.fail()

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_warns_and_logs(self):
        import logging
        import warnings

        with self.assertWarns(DeprecationWarning):
            warnings.warn("old", DeprecationWarning)
        with self.assertLogs("x", "INFO") as logs:
            logging.getLogger("x").info("hello")
        self.assertEqual(logs.output, ["INFO:x:hello"])


class MessageTest(unittest.TestCase):
    """Not run by itself: its methods give messages."""

    longMessage = True

    def runTest(self):
        pass


suite = unittest.defaultTestLoader.loadTestsFromTestCase(StackTest)
stream = io.StringIO()
result = unittest.TextTestRunner(stream, verbosity=2, descriptions=True).run(suite)
report = re.sub(r"in \d+\.\d+s", "in 0.000s", stream.getvalue())
report = re.sub(r'File ".*?", line \d+', 'File "x", line 0', report)
print(report)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful(), calls.count("tearDown"), calls[0], calls[-1])

case = MessageTest()
checks = [
    lambda: case.assertEqual([1, 2, 3], [1, 5, 3, 4]),
    lambda: case.assertEqual("line one\nline two", "line one\nline 2"),
    lambda: case.assertEqual({1, 2}, {2, 3}),
    lambda: case.assertAlmostEqual(1.0, 1.1, places=2),
    lambda: case.assertIn(3, [1, 2]),
    lambda: case.assertIsInstance("x", int),
    lambda: case.assertGreater(1, 2, "with a message"),
    lambda: case.assertRaises(KeyError, int, "5"),
    lambda: case.assertRegex("abc", r"\d"),
    lambda: case.assertCountEqual([1, 2, 2], [2, 1]),
    lambda: case.assertIsNone(0),
    lambda: case.assertIs([], []),
    lambda: case.assertTupleEqual((1,), (1, 2)),
    lambda: case.assertNotEqual(1, 1),
    lambda: case.assertHasAttr(5, "nope"),
    lambda: case.assertStartsWith("hello", "he") or case.assertEndsWith("hello", "x"),
    lambda: case.assertRaises(ValueError, int, "x"),
]
for check in checks:
    try:
        print("passed", check())
    except AssertionError as error:
        print(str(error).replace("\n", "\n    "))

m = mock.Mock(return_value=3, name="m")
m.attr.method.side_effect = [1, ValueError("boom")]
print(m(1, k=2), m.attr.method("x"), m.call_count, m.call_args, m.mock_calls)
try:
    m.attr.method()
except ValueError as error:
    print(error)
m.assert_called_once_with(1, k=2)
for check in [lambda: m.assert_called_with(5), lambda: m.attr.method.assert_called_once(), lambda: m.other.assert_called()]:
    try:
        check()
    except AssertionError as error:
        print(str(error).splitlines()[0])
with mock.patch.object(Stack, "pop", autospec=True, return_value="patched") as patched, mock.patch.dict("os.environ", {"NEW": "1"}):
    print(Stack().pop(), patched.called)
magic = mock.MagicMock()
magic.__len__.return_value = 7
magic["key"].value = 5
print(len(magic), magic["key"].value, mock.call(1, a=2) == mock.call(1, a=2), mock.ANY == object(), mock.sentinel.thing)
spec = mock.create_autospec(Stack)
try:
    spec().push()
except TypeError as error:
    print(error)
