import type { TailRisk } from "./portfolio-data.ts";

export const TAIL_METHODS = [
  { id: "historical", name: "Historical", reading: "what the returns themselves did" },
  { id: "normal", name: "Normal", reading: "a bell curve of their mean and deviation" },
  { id: "cornishFisher", name: "Cornish–Fisher", reading: "the bell curve corrected for skew and fat tails" },
] as const;

export const TAIL_MEASURES = [
  { id: "Var", name: "Value at risk" },
  { id: "Es", name: "Expected shortfall" },
] as const;

const LEVELS = [95, 99] as const;

export type TailMeasure = (typeof TAIL_MEASURES)[number]["id"];
type Level = (typeof LEVELS)[number];
type Method = (typeof TAIL_METHODS)[number]["id"];
export type TailField = `${Method}${TailMeasure}${Level}`;

/** One figure of the table: a fraction of equity and dollars, losses positive, over the days asked for. */
export interface TailCell {
  readonly field: TailField;
  /** Of confidence, in per cent. */
  readonly level: Level;
  /** Null where it cannot be computed. */
  readonly share: number | null;
  readonly dollars: number | null;
}

export interface TailRow {
  readonly id: Method;
  readonly name: string;
  readonly reading: string;
  /** At 95% and at 99%. */
  readonly cells: readonly TailCell[];
  /** Why some of the cells are empty, each reason once. */
  readonly reasons: readonly string[];
}

/** Value at risk, or expected shortfall, as a table; over 10 days each is the one of a day × √10. */
export function tailRiskRows(
  risk: TailRisk & { readonly equity: number | null; readonly reasons: Readonly<Record<string, string>> },
  measure: TailMeasure,
  days: 1 | 10,
): readonly TailRow[] {
  return TAIL_METHODS.map((method) => {
    const cells = LEVELS.map((level) => cellOf(risk, `${method.id}${measure}${level}`, level, days));
    const empty = cells.filter(({ share }) => share === null);
    return { ...method, cells, reasons: [...new Set(empty.map(({ field }) => reasonOf(risk.reasons, field)))] };
  });
}

function cellOf(
  risk: TailRisk & { readonly equity: number | null },
  field: TailField,
  level: Level,
  days: number,
): TailCell {
  const ofOneDay = risk[field];
  const share = ofOneDay === null ? null : ofOneDay * Math.sqrt(days);
  const hasEquity = risk.equity !== null && risk.equity > 0;
  return { field, level, share, dollars: share === null || !hasEquity ? null : share * (risk.equity ?? 0) };
}

function reasonOf(reasons: Readonly<Record<string, string>>, field: TailField): string {
  return reasons[field] ?? "no run has computed it yet";
}
