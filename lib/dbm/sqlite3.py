"""Databases in files of SQLite, where CPython is built with it."""

import sqlite3
