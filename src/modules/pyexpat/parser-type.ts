/** pyexpat.xmlparser: a parser with Python handlers. The parser itself: kernel/xml. Source: CPython Modules/pyexpat.c. */
import { utf8Encode } from "../../kernel/codecs/utf8.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { XmlDecoder } from "../../kernel/xml/decoder.ts";
import { XML, XML_ERRORS, XmlError } from "../../kernel/xml/errors.ts";
import type { Namespaces } from "../../kernel/xml/namespaces.ts";
import { type Argument, type Listener, XmlParser } from "../../kernel/xml/parser.ts";
import { lookupAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { call, call1, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { asCInt, asInt } from "../../objects/abstract/number.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { encodeErrors } from "../../objects/codecs/handlers.ts";
import { cint, object, str, strOrNone, truth } from "../../objects/converters.ts";
import { defineType, type GetSetSpec, getset, method, posOnly } from "../../objects/declare.ts";
import { newException, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { EVENTS, handlerArguments } from "./handlers.ts";

const MAX_CHUNK = 2048;

export const expatErrorType: PyType = defineType({
  name: "xml.parsers.expat.ExpatError",
  doc: null,
  flags: ["basetype", "dict", "weakref", "heaptype"],
  base: () => PyExc_Exception,
});

export class PyXmlParser extends PyObject implements Listener {
  readonly handlers = new Map<string, PyValue>();
  readonly parser: XmlParser;
  decoder: XmlDecoder;
  readonly intern: PyValue;
  base: PyValue = null;
  ordered = false;
  specified = false;
  finished = false;
  started = false;
  errorCode = 0;
  /** Character data that wait for more (`buffer_text`), or null. */
  buffered: string[] | null = null;
  bufferedSize = 0;
  bufferSize = 8192;
  deferral = true;

  constructor(encoding: string | null, namespaces: Namespaces | null, intern: PyValue) {
    super(xmlParserType);
    this.decoder = new XmlDecoder(encoding, singleByteMap);
    this.parser = new XmlParser(this, namespaces);
    this.intern = intern;
  }

  has(event: string): boolean {
    const { handlers } = this;
    if (event === "Default") return handlers.has("Default") || handlers.has("DefaultHandlerExpand");
    return event === "Unexpanded" ? handlers.has("Default") : handlers.has(event);
  }

  call(event: string, args: Argument[]): boolean {
    if (event === "CharacterData" && this.buffered !== null) {
      const data = args[0] as string;
      if (this.bufferedSize + data.length > this.bufferSize) this.flush();
      if (data.length > this.bufferSize) this.invoke(event, args);
      else {
        this.buffered.push(data);
        this.bufferedSize += data.length;
      }
      return true;
    }
    this.flush();
    return this.invoke(event, args);
  }

  /** Gives the character data that wait to their handler. */
  flush(): void {
    if (this.buffered === null || this.bufferedSize === 0) return;
    const data = this.buffered.join("");
    this.buffered = [];
    this.bufferedSize = 0;
    this.invoke("CharacterData", [data]);
  }

  private invoke(event: string, args: Argument[]): boolean {
    const expand = event === "Default" && this.handlers.has("DefaultHandlerExpand");
    const handler = this.handlers.get(expand ? "DefaultHandlerExpand" : event);
    if (handler === undefined) return true;
    let given = args;
    if (event === "StartElement" && this.specified)
      given = [args[0], (args[1] as string[]).slice(0, this.parser.specified)];
    try {
      const answer = call(handler, handlerArguments(event, given, this.base, this.ordered));
      if (event !== "ExternalEntityRef" && event !== "NotStandalone") return true;
      return asCInt(answer) !== 0;
    } catch (caught) {
      this.handlers.clear();
      throw caught;
    }
  }
}

/** The characters of an encoding that Python knows and expat does not. */
function singleByteMap(name: string): string[] {
  const all = new PyBytes(Uint8Array.from({ length: 256 }, (_, i) => i));
  const decoded = strToJs(asStr(callMethod(all, "decode", [strFromJs(name), "replace"]))!);
  if (decoded.length !== 256) throw valueError("multi-byte encodings are not supported");
  return [...decoded];
}

function handler(event: string): GetSetSpec {
  return getset(
    (self: PyXmlParser) => self.handlers.get(event) ?? null,
    (self: PyXmlParser, value) => {
      if (value === undefined) throw runtimeError("Cannot delete attribute");
      if (event === "CharacterData") self.flush();
      if (value === null) self.handlers.delete(event);
      else self.handlers.set(event, value);
    },
    null,
  );
}

function flag(get: (self: PyXmlParser) => boolean, set: (self: PyXmlParser, value: boolean) => void): GetSetSpec {
  return getset(
    get,
    (self: PyXmlParser, value) => {
      if (value === undefined) throw runtimeError("Cannot delete attribute");
      set(self, isTrue(value));
    },
    null,
  );
}

const line = (self: PyXmlParser): PyValue => self.parser.position().line;
const column = (self: PyXmlParser): PyValue => self.parser.position().column;
const byte = (self: PyXmlParser): PyValue => (self.started ? self.parser.position().byte : -1);

export const xmlParserType: PyType = defineType<PyXmlParser>({
  name: "pyexpat.xmlparser",
  doc: "XML parser",
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  methods: {
    Parse: method(
      [posOnly("data", object), posOnly("isfinal", truth, false)],
      "Parse a piece of the document; isfinal says that it is the last one.",
      parse,
    ),
    ParseFile: method([posOnly("file", object)], "Parse the document in a file.", parseFile),
    SetBase: method([posOnly("base", str)], "Set the base for system identifiers.", (self: PyXmlParser, base) => {
      self.base = base;
      return null;
    }),
    GetBase: method([], "Return the base for system identifiers.", (self: PyXmlParser) => self.base),
    GetInputContext: method([], "Return the text that the current event is from.", () => null),
    ExternalEntityParserCreate: method(
      [posOnly("context", strOrNone), posOnly("encoding", strOrNone, null, "<unrepresentable>")],
      "Return a parser for an external entity, with the handlers of this one.",
      (self: PyXmlParser, _context, encoding) => {
        const made = new PyXmlParser(encoding === null ? null : strToJs(encoding), self.parser.namespaces, self.intern);
        made.parser.beExternal(self.parser);
        for (const [event, value] of self.handlers) made.handlers.set(event, value);
        made.base = self.base;
        made.ordered = self.ordered;
        made.specified = self.specified;
        if (self.buffered !== null) made.buffered = [];
        made.bufferSize = self.bufferSize;
        return made;
      },
    ),
    SetParamEntityParsing: method(
      [posOnly("flag", cint)],
      "Choose whether parameter entities are read; whether that was possible.",
      (self: PyXmlParser, mode) => {
        if (self.started || mode < 0 || mode > 2) return 0;
        self.parser.parameterEntities = mode > 0;
        return 1;
      },
    ),
    UseForeignDTD: method(
      [posOnly("flag", truth, true)],
      "Behave as if there were a DTD.",
      (self: PyXmlParser, use) => {
        if (self.started) throw expatError(self, XML.CANT_CHANGE_FEATURE_ONCE_PARSING);
        self.parser.foreignDtd = use;
        return null;
      },
    ),
    SetReparseDeferralEnabled: method(
      [posOnly("enabled", truth)],
      "Allow or forbid to wait before an unfinished token is read again.",
      (self: PyXmlParser, enabled) => {
        self.deferral = enabled;
        return null;
      },
    ),
    GetReparseDeferralEnabled: method([], "Whether reading again may wait.", (self: PyXmlParser) => self.deferral),
  },
  getset: {
    ...Object.fromEntries(
      EVENTS.map((event) => [event === "DefaultHandlerExpand" ? event : `${event}Handler`, handler(event)]),
    ),
    CurrentLineNumber: getset(line, undefined, null),
    CurrentColumnNumber: getset(column, undefined, null),
    CurrentByteIndex: getset(byte, undefined, null),
    ErrorLineNumber: getset(line, undefined, null),
    ErrorColumnNumber: getset(column, undefined, null),
    ErrorByteIndex: getset(byte, undefined, null),
    ErrorCode: getset((self: PyXmlParser) => self.errorCode, undefined, null),
    intern: getset((self: PyXmlParser) => self.intern, undefined, null),
    buffer_size: getset((self: PyXmlParser) => self.bufferSize, setBufferSize, null),
    buffer_used: getset((self: PyXmlParser) => self.bufferedSize, undefined, null),
    buffer_text: flag(
      (self) => self.buffered !== null,
      (self, value) => {
        if (value === (self.buffered !== null)) return;
        self.flush();
        self.buffered = value ? [] : null;
      },
    ),
    namespace_prefixes: flag(
      (self) => self.parser.namespaces?.withPrefix ?? false,
      (self, value) => {
        if (self.parser.namespaces !== null) self.parser.namespaces.withPrefix = value;
      },
    ),
    ordered_attributes: flag(
      (self) => self.ordered,
      (self, value) => {
        self.ordered = value;
      },
    ),
    specified_attributes: flag(
      (self) => self.specified,
      (self, value) => {
        self.specified = value;
      },
    ),
  },
});

function setBufferSize(self: PyXmlParser, value: PyValue | undefined): void {
  if (value === undefined) throw runtimeError("Cannot delete attribute");
  const size = asInt(value);
  if (size === undefined) throw typeError("buffer_size must be an integer");
  if (size <= 0) throw valueError("buffer_size must be greater than zero");
  if (size > 0x7fffffff) throw valueError("buffer_size must not be greater than 2147483647");
  self.flush();
  self.bufferSize = size as number;
}

/** set_xml_error: the exception for an error of the parser, where the parser stands. */
function expatError(self: PyXmlParser, code: number): PyObject {
  self.errorCode = code;
  const { line: at, column: offset } = self.parser.position();
  const error = newException(expatErrorType, `${XML_ERRORS[code - 1][1]}: line ${at}, column ${offset}`);
  setAttr(error, "code", code);
  setAttr(error, "offset", offset);
  setAttr(error, "lineno", at);
  return error;
}

function feed(self: PyXmlParser, data: Uint8Array, final: boolean): PyValue {
  if (self.finished) throw expatError(self, XML.FINISHED);
  self.started = true;
  try {
    const { text, ok, unknown } = self.decoder.decode(data, final);
    if (unknown) throw new XmlError(XML.UNKNOWN_ENCODING, 0);
    self.parser.feed(text, final && ok);
    if (!ok) throw new XmlError(XML.INVALID_TOKEN, -1);
  } catch (caught) {
    self.finished = true;
    if (!(caught instanceof XmlError)) throw caught;
    self.flush();
    throw expatError(self, caught.code);
  }
  self.finished = final;
  self.flush();
  return 1;
}

function parse(self: PyXmlParser, data: PyValue, final: boolean): PyValue {
  const text = asStr(data);
  if (text === undefined) return feed(self, bytesOf(data), final);
  if (!self.started) self.decoder = new XmlDecoder("utf-8", singleByteMap);
  return feed(self, utf8Encode(text, encodeErrors("strict")), final);
}

function parseFile(self: PyXmlParser, file: PyValue): PyValue {
  const read = lookupAttr(file, "read");
  if (read === undefined) throw typeError("argument must have 'read' attribute");
  for (;;) {
    const data = call1(read, MAX_CHUNK);
    if (!(data instanceof PyBytes)) throw typeError(`read() did not return a bytes object (type=${typeName(data)})`);
    feed(self, data.data, data.data.length === 0);
    if (data.data.length === 0) return 1;
  }
}
