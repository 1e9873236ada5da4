/** CALL_INTRINSIC_1 and CALL_INTRINSIC_2. */
import { INTRINSIC_1 } from "../../bytecode/opargs.ts";
import type { PyValue } from "../../objects/object.ts";
import { importStar } from "../import-from.ts";
import { inst } from "../inst.ts";
import { intrinsic1, intrinsic2 } from "../intrinsics.ts";

export const CALL_INTRINSIC_1 = inst({ stack: "value -- res", cold: true }, (frame, oparg, value: PyValue) => {
  if (oparg !== INTRINSIC_1.IMPORT_STAR) return intrinsic1(oparg, value, frame.code.flags);
  importStar(frame, value);
  return null;
});

export const CALL_INTRINSIC_2 = inst(
  { stack: "value2, value1 -- res", cold: true },
  (_frame, oparg, value2: PyValue, value1: PyValue) => intrinsic2(oparg, value2, value1),
);
