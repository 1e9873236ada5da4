"""The GNU database manager, where CPython is built with it."""

from _gdbm import *
