"""XML: trees, events, namespaces, entities and declarations, documents in pieces, and the errors with their places."""

import io
import plistlib
import xml.dom.minidom
import xml.etree.ElementTree as ET
import xml.sax
from xml.parsers import expat

tree = ET.fromstring('<a x="1&amp;2"><b>té&#65;xt</b>tail<c/><!-- hi --><?pi d?></a>')
print(ET.tostring(tree), tree[0].text, tree.attrib)
print(ET.tostring(ET.fromstring('<x:a xmlns:x="u" x:y="1"><x:b xmlns="d"><q/></x:b></x:a>')))
print(ET.canonicalize('<b  z="1" a="2">x<!--c--></b>'))
print(xml.dom.minidom.parseString(b'<?xml version="1.0" encoding="latin-1"?><!DOCTYPE a [<!ENTITY e "val">]><a b="c">\xe9&e;<![CDATA[<x>]]></a>').toxml())
print(plistlib.loads(plistlib.dumps({"a": [1, 2.5, True, b"x"], "b": "c"})))


class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attributes):
        print("start", name, dict(attributes))

    def endElement(self, name):
        print("end", name)


xml.sax.parseString('<a>\n <b c="d"/>x\r\ny</a>', Handler())
print([(event, item.tag, item.text) for event, item in ET.iterparse(io.BytesIO(b"<a><b>1</b><b>2</b></a>"))])

documents = [
    "", "   ", "abc", "<a>", "<a", "<a></b>", "<a><b></a>", "<a b></a>", "<a b=c/>", '<a b="1" b="2"/>', "<a>&x;</a>", "<a>&#0;</a>",
    "<a>&amp</a>", "<a/><b/>", "<a/>x", "<a>]]></a>", '<a b="<"/>', "<1/>", "<a>\x01</a>", ' <?xml version="1.0"?><a/>', "<?xml?><a/>",
    '<?xml version="1.0" encoding="foo"?><a/>', "<a><!-- -- --></a>", "<!DOCTYPE", "<a><![CDATA[x</a", '<a b="1"c="2"/>', "<x:a/>",
    '<a xmlns:x=""/>', "</a>", "<a>\n\n  <b>\n</a>", '<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>', "<a>é</b>", "&amp;", '<a b="&x;"/>',
    '<!DOCTYPE a [<!ENTITY x "<b>">]><a>&x;</a>', "<!-- x -->", "<a/><!-- ", "<a>&#xZ;</a>", "<a/ >", "<a b", '<a b="x', "<!FOO><a/>",
    "1", "<a></a", "<a></a b>", '<a><?xml version="1.0"?></a>', '<a b="1" x:b="2"/>', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>',
]
for document in documents:
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        print(repr(document), parser.Parse(document, True))
    except (expat.ExpatError, LookupError) as error:
        print(repr(document), error, getattr(error, "code", None))


def events(document, step=None, **options):
    parser = expat.ParserCreate(**options)
    found = []
    for name in dir(parser):
        if name.endswith("Handler") and name not in ("DefaultHandler", "ExternalEntityRefHandler", "NotStandaloneHandler", "SkippedEntityHandler"):
            setattr(parser, name, lambda *arguments, name=name: found.append((name[:-7], *arguments)))
    parser.buffer_text = True
    data = document.encode()
    for start in range(0, len(data), step or len(data)):
        parser.Parse(data[start : start + (step or len(data))])
    parser.Parse(b"", True)
    return found


document = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!-- c -->
<!DOCTYPE r PUBLIC "pub id" "sys" [
<!ELEMENT r (a|b*|(c)?)+> <!ELEMENT e EMPTY><!ELEMENT m (#PCDATA|x)*>
<!ATTLIST r id ID #REQUIRED t (x|y) "x" f CDATA #FIXED "v" n NMTOKENS #IMPLIED>
<!ENTITY int "some <b>bold</b> &#65; text"><!ENTITY ext SYSTEM "ext.xml"><!ENTITY un SYSTEM "u.gif" NDATA gif>
<!NOTATION gif PUBLIC "gif viewer"><!ENTITY % pe "<!ENTITY viape 'pe value'>"> %pe;
<?dtd pi?>
]>
<r id="1" n="  a   b "   xmlns="urn:x" xmlns:p="urn:p">&int;|&viape;&#x1F600;
<p:a p:b='q"q'/><![CDATA[ ]] > ]]>é</r>
<?end?>
"""
whole = events(document)
for event in whole:
    print(event)
print(events(document, 1) == whole, events(document, 7) == whole)
print(events(document, namespace_separator="!")[-12:])
parser = expat.ParserCreate()
parser.ordered_attributes = parser.specified_attributes = True
parser.StartElementHandler = lambda *found: print(found, parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex)
parser.ExternalEntityRefHandler = lambda *found: print(found) or 1
print(parser.Parse(document.encode().replace(b"&viape;", b"&ext;"), True))

parser = expat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: print("start", name, parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex)
parser.EndElementHandler = lambda name: print("end", name, parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex)
parser.Parse("<a>\n <b>\n  <c/>\n </b>\n</a>", True)


class Target:
    def start(self, tag, attributes):
        print("start", tag)

    def doctype(self, *ids):
        print("doctype", ids)

    def close(self):
        return "closed"


builder = ET.XMLParser(target=Target())
builder.feed('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "xhtml.dtd"><html/>')
print(builder.close())
