"""A command line with groups, choices and subcommands, built and read again and again: argparse."""

import argparse

SIZE = 12


def parser_of(options):
    parser = argparse.ArgumentParser(prog="tool", description="does what tools do", add_help=True)
    parser.add_argument("--verbose", "-v", action="count", default=0, help="say more")
    parser.add_argument("--jobs", "-j", type=int, metavar="N", default=1)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--round", action="store_const", const="round", dest="shape")
    shape.add_argument("--square", action="store_const", const="square", dest="shape")
    commands = parser.add_subparsers(dest="command")
    for name in ("build", "check", "clean"):
        command = commands.add_parser(name, help=f"to {name}")
        for i in range(options):
            command.add_argument(f"--{name}-option-{i}", type=float if i % 3 else str, default=i)
        command.add_argument("--level", choices=("low", "middle", "high"), default="low")
        command.add_argument("files", nargs="*")
    return parser


def main(n):
    total = 0.0
    levels = []
    for i in range(n):
        parser = parser_of(12)
        line = ["-vv", "-j", str(i), "--round", "build", "--build-option-1", "2.5", "--build-option-2=7", "a.c", "b.c"]
        found = parser.parse_args(line)
        total += found.build_option_1 + found.build_option_2 + found.jobs + found.verbose + len(found.files)
        found = parser.parse_args(["check", "--level", "high", *[f"file{k}" for k in range(i % 5)]])
        levels.append(found.level)
        total += len(parser.format_help())
    return f"{total} {len(levels)}"
