/** The state of an ISO-2022 codec: where the marks of the designated sets are, and the flags. */

export const G0 = 0;
export const G1 = 1;
export const G2 = 2;
export const FLAGS = 4;
/** Between SO and SI, where G1 is read instead of G0. */
export const F_SHIFTED = 1;

export const ESC = 0x1b;
export const SO = 0x0e;
export const SI = 0x0f;
