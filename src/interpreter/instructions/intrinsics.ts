/** CALL_INTRINSIC_1 and CALL_INTRINSIC_2. */
import type { PyValue } from "../../objects/object.ts";
import { inst } from "../inst.ts";
import { intrinsic1, intrinsic2 } from "../intrinsics.ts";

export const CALL_INTRINSIC_1 = inst({ stack: "value -- res", cold: true }, (frame, oparg, value: PyValue) =>
  intrinsic1(frame, oparg, value),
);

export const CALL_INTRINSIC_2 = inst(
  { stack: "value2, value1 -- res", cold: true },
  (frame, oparg, value2: PyValue, value1: PyValue) => intrinsic2(frame, oparg, value2, value1),
);
