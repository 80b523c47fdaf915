import { maxDrawdown } from "./max-drawdown.ts";
import { known, type Outcome } from "./outcome.ts";

export interface DatedDrawdown {
  /** Trough / peak − 1: ≤ 0, a fraction. */
  readonly depth: number;
  /** ISO dates; the recovery is null while the peak has not been reached again. */
  readonly peak: string | null;
  readonly trough: string | null;
  readonly recovery: string | null;
}

/** {@link maxDrawdown} of a wealth index by date. Unknown as there. */
export function datedDrawdown(values: Float64Array, dates: readonly string[]): Outcome<DatedDrawdown> {
  const worst = maxDrawdown(values);
  if (worst.value === null) return worst;
  const { depth, peak, trough, recovery } = worst.value;
  const dateAt = (index: number | null) => (index === null ? null : (dates[index] ?? null));
  return known({ depth, peak: dateAt(peak), trough: dateAt(trough), recovery: dateAt(recovery) });
}
