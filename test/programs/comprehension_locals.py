import sys
zz = 1  # what f_locals and locals() show while a comprehension that was inlined runs
print([(type(sys._getframe().f_locals).__name__, sorted(k for k in sys._getframe().f_locals)) for a in [0]])
print([(type(locals()).__name__, sorted(k for k in locals())) for a in [0]])
class C:
    q=1
    w=[(type(sys._getframe().f_locals).__name__, sorted(sys._getframe().f_locals)) for a in [0]]
    print(w)
    w=[(type(locals()).__name__, sorted(locals())) for a in [0]]
    print(w)
    p=[sys._getframe().f_locals for a in [0]][0]
    print(p, 'a' in p, type(p))
p=[sys._getframe().f_locals for a in [0]][0]
try: print('a' in p, type(p), 'zz' in p)
except Exception as e: print(repr(e))
print([sys._getframe().f_locals.update({"a":5}) or a for a in [0]], [sys._getframe().f_locals.update({"new":5}) or a for a in [0]])
try: new
except NameError as e: print(e)
print([eval("zz+a") for a in [0]], [exec("zz2=a") for a in [1]], 'zz2' in globals())
print([vars()['a'] for a in [3]])
