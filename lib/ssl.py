"""Transport layer security is OpenSSL's, which CPython reaches by a C module: without that, this import fails as CPython's does."""

import _ssl
