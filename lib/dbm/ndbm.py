"""The database manager of Unix, where CPython is built with it."""

from _dbm import *
