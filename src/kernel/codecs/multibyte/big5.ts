/** Big5 and what Taiwan and Hong Kong made of it. Behaviour: CPython Modules/cjkcodecs/_codecs_tw.c, _codecs_hk.c. */
import type { MultibyteCodec } from "./codec.ts";
import { tableCodec } from "./table-codec.ts";

export const CODECS_TW: readonly MultibyteCodec[] = [tableCodec("big5"), tableCodec("cp950")];

export const CODECS_HK: readonly MultibyteCodec[] = [tableCodec("big5hkscs")];
