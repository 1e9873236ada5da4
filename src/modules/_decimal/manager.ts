/** What localcontext() returns. Source: CPython Modules/_decimal/_decimal.c (ctxmanager_*). */
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { defineType, method, varArgs } from "../../objects/declare.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { copyContext, currentContext, type PyDecContext, setCurrentContext } from "./context.ts";

export class ContextManager extends PyObject {
  readonly local: PyDecContext;
  readonly outer: PyDecContext;
  constructor(local: PyDecContext) {
    super(managerType);
    this.local = copyContext(local);
    this.outer = currentContext();
  }
}

export const managerType: PyType = defineType<ContextManager>({
  name: "decimal.ContextManager",
  basicsize: 32,
  slots: { tp_getattro: genericGetAttr },
  doc: null,
  flags: ["heaptype", "immutable", "disallow_instantiation"],
  methods: {
    __enter__: method([], "Set the local context and return it.", (self: ContextManager) => {
      setCurrentContext(self.local);
      return self.local;
    }),
    __exit__: method(
      [varArgs("args")],
      "Restore the context before.",
      (self: ContextManager, _args: PyValue[]) => {
        setCurrentContext(self.outer);
        return false;
      },
      { signature: null },
    ),
  },
});
