import type { TailRisk } from "./portfolio-data.ts";

export const TAIL_METHODS = [
  { id: "historical", name: "Historical", reading: "what the returns themselves did" },
  { id: "normal", name: "Normal", reading: "a bell curve of their mean and deviation" },
  { id: "cornishFisher", name: "Cornish–Fisher", reading: "the bell curve corrected for skew and fat tails" },
] as const;

const MEASURES = ["Var95", "Var99", "Es95", "Es99"] as const;

type Method = (typeof TAIL_METHODS)[number]["id"];
export type TailField = `${Method}${(typeof MEASURES)[number]}`;

/** One figure of the table: a fraction of equity and dollars, losses positive, over the days asked for. */
export interface TailCell {
  readonly field: TailField;
  /** Null where it cannot be computed. */
  readonly share: number | null;
  readonly dollars: number | null;
}

export interface TailRow {
  readonly id: Method;
  readonly name: string;
  readonly reading: string;
  /** Value at risk 95%, 99%, expected shortfall 95%, 99%. */
  readonly cells: readonly TailCell[];
  /** Why some of the cells are empty, each reason once. */
  readonly reasons: readonly string[];
}

/** Value at risk and expected shortfall as a table; over 10 days each is the one of a day × √10. */
export function tailRiskRows(
  risk: TailRisk & { readonly equity: number | null; readonly reasons: Readonly<Record<string, string>> },
  days: 1 | 10,
): readonly TailRow[] {
  return TAIL_METHODS.map((method) => {
    const cells = MEASURES.map((measure) => cellOf(risk, `${method.id}${measure}`, days));
    const empty = cells.filter(({ share }) => share === null);
    return { ...method, cells, reasons: [...new Set(empty.map(({ field }) => reasonOf(risk.reasons, field)))] };
  });
}

function cellOf(risk: TailRisk & { readonly equity: number | null }, field: TailField, days: number): TailCell {
  const ofOneDay = risk[field];
  const share = ofOneDay === null ? null : ofOneDay * Math.sqrt(days);
  const hasEquity = risk.equity !== null && risk.equity > 0;
  return { field, share, dollars: share === null || !hasEquity ? null : share * (risk.equity ?? 0) };
}

function reasonOf(reasons: Readonly<Record<string, string>>, field: TailField): string {
  return reasons[field] ?? "no run has computed it yet";
}
