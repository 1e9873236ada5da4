/** pyexpat: the XML parser under xml.parsers.expat, xml.sax, xml.dom and xml.etree. Source: CPython Modules/pyexpat.c. */
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { XML_ERRORS } from "../../kernel/xml/errors.ts";
import { Namespaces } from "../../kernel/xml/namespaces.ts";
import { clong, object, strOrNone } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { newModule, type PyModule } from "../../objects/module.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { expatErrorType, PyXmlParser, xmlParserType } from "./parser-type.ts";

const VERSION = [2, 7, 3];

export default defineModule({
  name: "pyexpat",
  doc: "Python wrapper for Expat parser.",
  functions: {
    ParserCreate: fn(
      [
        param("encoding", strOrNone, null),
        param("namespace_separator", strOrNone, null),
        param("intern", object, undefined, "<unrepresentable>"),
      ],
      "Return a new XML parser object.",
      (encoding, separator, intern) => {
        const between = separator === null ? null : strToJs(separator);
        if (between !== null && between.length > 1) {
          throw valueError("namespace_separator must be at most one character, omitted, or None");
        }
        if (intern !== undefined && intern !== null && !(intern instanceof PyDict)) {
          throw typeError("intern must be a dictionary");
        }
        const names = intern === undefined ? new PyDict() : intern;
        const namespaces = between === null ? null : new Namespaces(between);
        return new PyXmlParser(encoding === null ? null : strToJs(encoding), namespaces, names);
      },
    ),
    ErrorString: fn([posOnly("code", clong)], "Return the text for an error's number.", (code) => {
      const found = XML_ERRORS[Number(code) - 1];
      return found === undefined ? null : found[1];
    }),
  },
  types: () => ({ ExpatError: expatErrorType, error: expatErrorType, XMLParserType: xmlParserType }),
  constants: () => ({
    EXPAT_VERSION: `expat_${VERSION.join(".")}`,
    version_info: new PyTuple([...VERSION]),
    native_encoding: "UTF-8",
    features: new PyList(
      [
        ["sizeof(XML_Char)", 1],
        ["sizeof(XML_LChar)", 1],
        ["XML_DTD", 0],
        ["XML_CONTEXT_BYTES", 1024],
        ["XML_NS", 0],
        ["XML_BLAP_MAX_AMP", 100],
        ["XML_BLAP_ACT_THRES", 8388608],
        ["XML_GE", 0],
      ].map((pair) => new PyTuple(pair)),
    ),
    XML_PARAM_ENTITY_PARSING_NEVER: 0,
    XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE: 1,
    XML_PARAM_ENTITY_PARSING_ALWAYS: 2,
  }),
  exec(_module, dict) {
    dict.setStr("errors", errorsModule());
    dict.setStr("model", modelModule());
  },
});

function submodule(name: string, doc: string): PyModule {
  const module = newModule(`pyexpat.${name}`, doc);
  machine.interp.modules.setStr(`pyexpat.${name}`, module);
  return module;
}

function errorsModule(): PyModule {
  const module = submodule("errors", "Constants used to describe error conditions.");
  const codes = new PyDict();
  const messages = new PyDict();
  XML_ERRORS.forEach(([name, text], i) => {
    module.dict!.setStr(`XML_ERROR_${name}`, strFromJs(text));
    codes.set(strFromJs(text), i + 1);
    messages.set(i + 1, strFromJs(text));
  });
  module.dict!.setStr("codes", codes);
  module.dict!.setStr("messages", messages);
  return module;
}

function modelModule(): PyModule {
  const module = submodule("model", "Constants used to interpret content model information.");
  ["EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"].forEach((name, i) => {
    module.dict!.setStr(`XML_CTYPE_${name}`, i + 1);
  });
  ["NONE", "OPT", "REP", "PLUS"].forEach((name, i) => {
    module.dict!.setStr(`XML_CQUANT_${name}`, i);
  });
  return module;
}
