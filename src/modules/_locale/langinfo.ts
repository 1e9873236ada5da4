/** nl_langinfo's items with the numbers of glibc, and their texts in the C locale. */

const LC_CTYPE = 0;
const LC_NUMERIC = 1;
const LC_TIME = 2;
const LC_MONETARY = 4;
const LC_MESSAGES = 5;

/** An item's number: its category and its place there. */
const item = (category: number, at: number): number => category * 0x10000 + at;

/** Families of items that follow each other, starting at a place of LC_TIME. */
const FAMILIES: readonly (readonly [string, number, readonly string[]])[] = [
  ["ABDAY", 0, ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]],
  ["DAY", 7, ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]],
  ["ABMON", 14, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]],
  [
    "MON",
    26,
    [
      ...["January", "February", "March", "April", "May", "June"],
      ...["July", "August", "September", "October", "November", "December"],
    ],
  ],
];

const SINGLE: readonly (readonly [string, number, string])[] = [
  ["RADIXCHAR", item(LC_NUMERIC, 0), "."],
  ["THOUSEP", item(LC_NUMERIC, 1), ""],
  ["CRNCYSTR", item(LC_MONETARY, 15), "-"],
  ["YESEXPR", item(LC_MESSAGES, 0), "^[yY]"],
  ["NOEXPR", item(LC_MESSAGES, 1), "^[nN]"],
  ["AM_STR", item(LC_TIME, 38), "AM"],
  ["PM_STR", item(LC_TIME, 39), "PM"],
  ["D_T_FMT", item(LC_TIME, 40), "%a %b %e %H:%M:%S %Y"],
  ["D_FMT", item(LC_TIME, 41), "%m/%d/%y"],
  ["T_FMT", item(LC_TIME, 42), "%H:%M:%S"],
  ["T_FMT_AMPM", item(LC_TIME, 43), "%I:%M:%S %p"],
  ["ERA", item(LC_TIME, 44), ""],
  ["ERA_D_FMT", item(LC_TIME, 46), ""],
  ["ALT_DIGITS", item(LC_TIME, 47), ""],
  ["ERA_D_T_FMT", item(LC_TIME, 48), ""],
  ["ERA_T_FMT", item(LC_TIME, 49), ""],
  ["_DATE_FMT", item(LC_TIME, 108), "%a %b %e %H:%M:%S %Z %Y"],
];

/** The number of CODESET, the only item that depends on the locale. */
export const CODESET = item(LC_CTYPE, 14);

/** All items: name, number, text. */
export function langinfoItems(): [string, number, string][] {
  const items: [string, number, string][] = [
    ["CODESET", CODESET, ""],
    ...SINGLE.map((one) => [...one] as [string, number, string]),
  ];
  for (const [family, first, texts] of FAMILIES) {
    texts.forEach((text, i) => {
      items.push([`${family}_${i + 1}`, item(LC_TIME, first + i), text]);
    });
  }
  return items;
}
