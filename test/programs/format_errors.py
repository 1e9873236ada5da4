def f(s,*a):
    try: print(repr(s), repr(s.format(*a)))
    except Exception as e: print(repr(s), type(e).__name__, e)
for s in ["{", "}", "a{", "a}", "{a", "}a", "{0}", "{1}", "{x}", "}{", "abc{0:{}", "{0", "{0.}", "{0[", "{0[}", "{0[0", "{0[0:foo]}","{c]}", "{{ {{{0}}","{0}}","{foo}","{bar.","{0!x}","{0!}","{0!rs}","{!}","{:}","{:s}","{}", "{0:{","{0{","{0!","{0[}:}", "{0[{]}", "{a{b}", "{0!{r}}", "{0.a{"]:
    f(s, 'x')
    f(s)
def g(s,a):
    try: print(repr(s), repr(s%a))
    except Exception as e: print(repr(s), type(e).__name__, e)
for s,a in [("%x",'1'),("%x",3.14),("%i",'1'),("%i",b'1'),("abc %a",()),('%(x)r',1),("%*b",(2,'11')),("%b",1),("%s and %s",1),("%d %d",(1,)),("no",1),('no','1'),('no',b'1'),('no',(1,)),('no',{}),('%g','1'), ("%s %%", ()),("%c",'ab'),("%c",3.14)]:
    g(s,a)
    try: bs=s.encode()
    except: pass
    g(bs,a)
    g(bytearray(bs),a)
def f(s,*a):
    try: print(repr(s), repr(s.format(*a)))
    except Exception as e: print(repr(s), type(e).__name__, e)
for s in ["{!x}", "{!\u1234}","{!\x01}","{!é}", '{0[{1}]}',"{0[a{b}c]}", "{0.{a}}", "{0:{0[{]}}", "{0:{0[}]}}","{:{!r}}", "{:{", "{:{}", "{:{:{}}}","{[}","{[","{:}}", "{0[]}", "{0[a}]}", "{0[a]b}", "{0[a].b[c]!r:>{1}}"]: f(s,'x'); f(s, 'abc', 5)
import _string
for s in ["{0[{1}]}","a{b!r:c{d}e}f", "{[a}]}x", "{a:{b[}]}}"]:
    try: print(list(_string.formatter_parser(s)))
    except Exception as e: print(e)
for s in ["% %s","%  %","%-%","%5%","%(a)%","%.3%", "%l%", "%%%", "%"]:
  for a in [1,(),(1,),{'a':2}]:
    for ss in s, s.encode():
      try: print(repr(ss),a, ss%a)
      except Exception as e: print(repr(ss), a,type(e).__name__, e)
import string
print(string.Formatter().format("{0[{]}", {'{':3}))
for s in ["{:", "{0:abc", "{0!r:", "{x", "{x!r"]: f(s, 1)
