import { GICS_SECTORS } from "#lib/sectors.ts";
import { type SectorProblem, sectorProblem } from "./sector-problem.ts";
import type { WeightRow } from "./weight-row.ts";

/** Published weights are rounded: eleven of them may be off by this much together, in points. */
const TOLERANCE = 0.5;
/** What adding up decimals in binary may cost. */
const ROUNDING = 1e-9;

/**
 * What is wrong with a date as a whole: a sector twice, sectors it lacks, weights that do not add up to 100 ± 0.5. Said
 * only where every row could be read: a row that could not may be the one that is missing.
 */
export function checkWholeDates(rows: readonly WeightRow[]): SectorProblem[] {
  const isUndated = rows.some(({ asOf }) => asOf === null);
  const byDate = Map.groupBy(rows, ({ asOf }) => asOf);
  return [...byDate].flatMap(([asOf, ofDate]) => {
    if (asOf === null) return [];
    const repeated = repeatedSectors(ofDate, asOf);
    const isReadable = ofDate.every(({ problems }) => problems.length === 0);
    if (isUndated || repeated.length > 0 || !isReadable) return repeated;
    return incomplete(ofDate, asOf);
  });
}

function repeatedSectors(rows: readonly WeightRow[], asOf: string): SectorProblem[] {
  const firstRow = new Map(rows.toReversed().map(({ row, sector }) => [sector, row]));
  return rows.flatMap(({ row, sector }) => {
    const first = firstRow.get(sector);
    if (sector === null || first === row) return [];
    const message = `${sector} has a weight of ${asOf} in line ${first} already`;
    return [sectorProblem("ERR_SECTOR_009", { row, column: "sector", value: sector, message })];
  });
}

function incomplete(rows: readonly WeightRow[], asOf: string): SectorProblem[] {
  const row = rows[0]?.row ?? null;
  const present = new Set(rows.map(({ sector }) => sector));
  const missing = GICS_SECTORS.filter((sector) => !present.has(sector));
  if (missing.length > 0) {
    const message = `The weights of ${asOf} lack ${missing.join(", ")}`;
    return [sectorProblem("ERR_SECTOR_010", { row, column: "sector", message })];
  }
  const sum = rows.reduce((total, { percent }) => total + (percent ?? 0), 0);
  if (Math.abs(sum - 100) <= TOLERANCE + ROUNDING) return [];
  const message = `The weights of ${asOf} add up to ${sum.toFixed(2)}, not 100`;
  return [sectorProblem("ERR_SECTOR_011", { row, column: "weight_pct", value: sum.toFixed(2), message })];
}
