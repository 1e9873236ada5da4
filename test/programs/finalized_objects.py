"""gc.is_finalized() of what its finalizer has kept; and an exit status that is beyond a C long."""
import gc
import sys

kept = []


class Lazarus:
    def __del__(self):
        kept.append(self)


print(gc.is_finalized(3), gc.is_finalized(kept))
lazarus = Lazarus()
print(gc.is_finalized(lazarus))
del lazarus
gc.collect()
print(len(kept), gc.is_finalized(kept[0]))
sys.exit(-2**70)
