import type { HoldingsReturns } from "#lib/analytics/holdings-returns.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { type TailLosses, tailRisk } from "#lib/analytics/tail-risk.ts";
import { createFigureNotes } from "./figure-notes.ts";

type Method = "historical" | "normal" | "cornishFisher";
type Figure = `${Method}${"Var" | "Es"}${95 | 99}`;

export type TailFigures = Readonly<Record<Figure, number | null>> & { readonly tailLength: number };

export interface Tail {
  readonly figures: TailFigures;
  readonly reasons: Readonly<Record<string, string>>;
  /** Why no figure could be computed; empty where only a method does not apply. */
  readonly lacking: readonly string[];
}

/** Value at risk and expected shortfall of a date, by the current-holdings series up to it. */
export function tailFigures(series: Outcome<HoldingsReturns>): Tail {
  const risk = tailRisk(series.value?.returns ?? new Float64Array());
  const { reasons, noted } = createFigureNotes();
  const losses = (method: Method): Record<Figure, number | null> => {
    const of = (loss: keyof TailLosses) => (series.value === null ? series : risk[method][loss]);
    return {
      [`${method}Var95`]: noted(`${method}Var95`, of("var95")),
      [`${method}Var99`]: noted(`${method}Var99`, of("var99")),
      [`${method}Es95`]: noted(`${method}Es95`, of("es95")),
      [`${method}Es99`]: noted(`${method}Es99`, of("es99")),
    } as Record<Figure, number | null>;
  };
  const figures = { tailLength: risk.n, ...losses("historical"), ...losses("normal"), ...losses("cornishFisher") };
  const reason = series.reason ?? risk.historical.var95.reason;
  return { figures, reasons, lacking: reason === null ? [] : [reason] };
}
