"""The logging package: formatted records, levels, a handler of our own, filters."""

import logging
from io import StringIO

SIZE = 1500


def main(n):
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
    logger = logging.getLogger("bench")
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO)
    for i in range(n):
        logger.debug("not shown %s", i)
        logger.info("message %d of %s", i, n)
        if i % 10 == 0:
            logger.warning("tenth: %r", {"i": i})
        logger.debug("nor this")
    text = stream.getvalue()
    return f"{len(text)} {text.count('WARNING')}"
