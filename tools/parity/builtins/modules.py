"""The names of the built-in modules of the Python that runs this, but for the ones that serve CPython's own tests."""

import sys

print(*sorted(name for name in sys.builtin_module_names if not name.startswith("_test")))
