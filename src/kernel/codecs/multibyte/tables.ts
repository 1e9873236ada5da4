/** Character tables, built when first asked for and kept: they never change. */
import { CharTable } from "./char-table.ts";
import { TABLE_TEXTS } from "./generated/tables.ts";
import { TABLE_PLANS, type TableName, type TablePlan } from "./plans.ts";

const built = new Map<string, CharTable>();

/** The table of a character set or codec. */
export function charTable(name: TableName): CharTable {
  let table = built.get(name);
  if (table === undefined) {
    const { layers = [], fallback }: TablePlan = TABLE_PLANS[name];
    const layerOf = ([rest, place]: NonNullable<TablePlan["fallback"]>) => ({
      table: charTable(rest as TableName),
      place,
    });
    table = new CharTable(TABLE_TEXTS[name], layers.map(layerOf), fallback && layerOf(fallback));
    built.set(name, table);
  }
  return table;
}
