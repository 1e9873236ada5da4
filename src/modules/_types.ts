/** _types: names of built-in types that `builtins` does not have. Source: CPython Modules/_typesmodule.c. */
import { frameType } from "../interpreter/frame-object.ts";
import { asyncGeneratorType } from "../interpreter/generators/async-generator.ts";
import { coroutineType, generatorType } from "../interpreter/generators/types.ts";
import { tracebackType } from "../interpreter/traceback.ts";
import { builtinFunctionType } from "../objects/builtin-function.ts";
import { capsuleType } from "../objects/capsule.ts";
import { cellType } from "../objects/cell.ts";
import { codeType } from "../objects/code-type.ts";
import { defineModule } from "../objects/declare.ts";
import {
  classMethodDescrType,
  getSetDescrType,
  memberDescrType,
  methodDescrType,
  methodWrapperType,
  wrapperDescrType,
} from "../objects/descr/descriptors.ts";
import { functionType } from "../objects/function-type.ts";
import { genericAliasType } from "../objects/generic-alias-type.ts";
import { mappingProxyType } from "../objects/mappingproxy.ts";
import { methodType } from "../objects/method.ts";
import { moduleType } from "../objects/module-type.ts";
import { simpleNamespaceType } from "../objects/simple-namespace.ts";
import { ellipsisType, noneType, notImplementedType } from "../objects/singletons.ts";
import { unionType } from "../objects/typing/union.ts";

export default defineModule({
  name: "_types",
  doc: "Define names for built-in types.",
  types: () => ({
    AsyncGeneratorType: asyncGeneratorType,
    BuiltinFunctionType: builtinFunctionType,
    BuiltinMethodType: builtinFunctionType,
    CapsuleType: capsuleType,
    CellType: cellType,
    ClassMethodDescriptorType: classMethodDescrType,
    CodeType: codeType,
    CoroutineType: coroutineType,
    EllipsisType: ellipsisType,
    FrameType: frameType,
    FunctionType: functionType,
    GeneratorType: generatorType,
    GenericAlias: genericAliasType,
    GetSetDescriptorType: getSetDescrType,
    LambdaType: functionType,
    MappingProxyType: mappingProxyType,
    MemberDescriptorType: memberDescrType,
    MethodDescriptorType: methodDescrType,
    MethodType: methodType,
    MethodWrapperType: methodWrapperType,
    ModuleType: moduleType,
    NoneType: noneType,
    NotImplementedType: notImplementedType,
    SimpleNamespace: simpleNamespaceType,
    TracebackType: tracebackType,
    UnionType: unionType,
    WrapperDescriptorType: wrapperDescrType,
  }),
});
