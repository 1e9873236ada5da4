/** Specialization of attribute access. */
import type { Str } from "../../kernel/str.ts";
import type { PyValue } from "../../objects/object.ts";
import type { Frame } from "../frame.ts";
import { giveUp } from "./common.ts";

export function specializeLoadAttr(frame: Frame, index: number, _oparg: number, _owner: PyValue, _name: Str): void {
  giveUp(frame.code, index);
}

export function specializeStoreAttr(frame: Frame, index: number, _owner: PyValue, _name: Str): void {
  giveUp(frame.code, index);
}
