"""The names of the built-in modules of the Python that runs this."""

import sys

print(*sorted(sys.builtin_module_names))
