"""A command line tool with subcommands, driven with many argument lists; usage and errors go to our own stream."""

import argparse
import io
import sys
from contextlib import redirect_stderr, redirect_stdout


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


def build():
    parser = argparse.ArgumentParser(prog="tool", description="Does things to files.", epilog="That is all.", color=False)
    parser.add_argument("--version", action="version", version="%(prog)s 1.2")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more (repeatable)")
    parser.add_argument("--config", metavar="FILE", help="read settings from FILE (default: %(default)s)", default="tool.ini")
    sub = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")
    copy = sub.add_parser("copy", help="copy files", aliases=["cp"], color=False)
    copy.add_argument("source", nargs="+", help="what to copy")
    copy.add_argument("target")
    group = copy.add_mutually_exclusive_group()
    group.add_argument("-f", "--force", action="store_true", help="overwrite")
    group.add_argument("-i", "--interactive", action="store_true")
    copy.add_argument("--mode", choices=["fast", "safe"], default="safe")
    stat = sub.add_parser("stat", help="show numbers", description="Numbers.", color=False)
    stat.add_argument("numbers", type=positive, nargs="*", default=[1, 2])
    stat.add_argument("--op", choices=("sum", "max"), type=str.lower)
    stat.add_argument("-D", dest="defines", action="append", metavar="K=V", type=lambda s: tuple(s.split("=", 1)), default=[])
    stat.add_argument("--ratio", type=float, nargs="?", const=0.5)
    stat.add_argument("--pair", nargs=2, type=int, metavar=("A", "B"))
    stat.add_argument("--cache", action=argparse.BooleanOptionalAction, default=True)
    stat.add_argument("rest", nargs=argparse.REMAINDER) if False else None
    return parser


def run(*argv):
    out, err = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            result = vars(build().parse_args(argv))
    except SystemExit as stop:
        result = f"exit {stop.code}"
    print("$", *argv)
    print(" ", result if isinstance(result, str) else {k: result[k] for k in sorted(result)})
    for text in (out.getvalue(), err.getvalue()):
        for line in text.splitlines():
            print("  |", line)


run("copy", "a", "b", "c")
run("-vv", "cp", "--force", "--mode=fast", "a", "b")
run("stat", "3", "4", "--op", "SUM", "-Dx=1", "-D", "y=2=3", "--ratio", "--pair", "1", "2", "--no-cache")
run("stat")
run("--conf", "x.ini", "stat", "--ratio", "0.25")
run("-h")
run("copy", "--help")
run("stat", "-h")
run("--version")
for bad in [[], ["fly"], ["copy", "a"], ["copy", "a", "b", "--mode", "slow"], ["copy", "-f", "-i", "a", "b"], ["stat", "0"], ["stat", "x"], ["stat", "--pair", "1"], ["stat", "--unknown"], ["stat", "--op"], ["--config"]]:
    run(*bad)

parser = argparse.ArgumentParser(prog="p", add_help=False, allow_abbrev=False, fromfile_prefix_chars="@", argument_default=argparse.SUPPRESS, color=False)
parser.add_argument("--xy")
parser.add_argument("pos", nargs="?")
print(parser.parse_args([]), parser.parse_known_args(["--z", "1", "--xy", "2", "more"]), parser.format_usage().strip())


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, f"{option_string}:{values.upper()}")


other = argparse.ArgumentParser(prog="q", exit_on_error=False, formatter_class=argparse.ArgumentDefaultsHelpFormatter, parents=[parser], color=False)
other.add_argument("-u", action=Upper, default="none", help="upper")
other.add_argument("--num", type=int, default=3, help="a number")
print(other.parse_args(["-u", "abc"]), other.get_default("num"))
try:
    other.parse_args(["--num", "x"])
except argparse.ArgumentError as error:
    print(error)
print(other.format_help(), end="")
