/** The types and exceptions of the builtins namespace. */
import { bytearrayType } from "../../objects/bytes/bytearray-type.ts";
import { memoryviewType } from "../../objects/bytes/memoryview-type.ts";
import { bytesType } from "../../objects/bytes/type.ts";
import { complexType } from "../../objects/complex/type.ts";
import { classMethodType } from "../../objects/descr/class-method.ts";
import { propertyType } from "../../objects/descr/property.ts";
import { staticMethodType } from "../../objects/descr/static-method.ts";
import { superType } from "../../objects/descr/super.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyExc_ExceptionGroup } from "../../objects/exceptions/group.ts";
import * as exceptions from "../../objects/exceptions/types.ts";
import { floatType } from "../../objects/float/type.ts";
import { boolType } from "../../objects/int/bool.ts";
import { intType } from "../../objects/int/type.ts";
import { enumerateType } from "../../objects/iterators/enumerate.ts";
import { filterType } from "../../objects/iterators/filter.ts";
import { mapType } from "../../objects/iterators/map.ts";
import { reversedType } from "../../objects/iterators/reversed.ts";
import { zipType } from "../../objects/iterators/zip.ts";
import { listType } from "../../objects/list/type.ts";
import { objectType } from "../../objects/object-type.ts";
import { rangeType } from "../../objects/range/type.ts";
import { frozensetType, setType } from "../../objects/set/type.ts";
import { sliceType } from "../../objects/slice.ts";
import { strType } from "../../objects/str/type.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType } from "../../objects/type-object.ts";

export function builtinTypes(): Record<string, PyType> {
  return {
    bool: boolType,
    memoryview: memoryviewType,
    bytearray: bytearrayType,
    bytes: bytesType,
    classmethod: classMethodType,
    complex: complexType,
    dict: dictType,
    enumerate: enumerateType,
    filter: filterType,
    float: floatType,
    frozenset: frozensetType,
    property: propertyType,
    int: intType,
    list: listType,
    map: mapType,
    object: objectType,
    range: rangeType,
    reversed: reversedType,
    set: setType,
    slice: sliceType,
    staticmethod: staticMethodType,
    str: strType,
    super: superType,
    tuple: tupleType,
    type: typeType,
    zip: zipType,
    ...exceptionTypes(),
    ExceptionGroup: PyExc_ExceptionGroup,
    EnvironmentError: exceptions.PyExc_OSError,
    IOError: exceptions.PyExc_OSError,
  };
}

/** Every `PyExc_*` under its Python name. */
function exceptionTypes(): Record<string, PyType> {
  const found: Record<string, PyType> = {};
  for (const type of Object.values(exceptions)) {
    if (type instanceof PyType) found[type.name as string] = type;
  }
  return found;
}
