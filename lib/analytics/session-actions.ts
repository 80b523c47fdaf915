import type { Actions } from "./total-returns.ts";
import { valueAt } from "./value-at.ts";

/**
 * Dated splits and dividends laid on a grid of sessions. An ex-date on a closed day counts on the next session; what
 * falls before the grid or after it is dropped. Several splits of one session multiply, several dividends add up.
 *
 * @param sessions ascending ISO dates
 * @param splits new shares per old share by ex-date
 * @param dividends cash per share as traded by ex-date
 */
export function sessionActions(
  sessions: readonly string[],
  splits: ReadonlyMap<string, number>,
  dividends: ReadonlyMap<string, number>,
): Required<Actions> {
  const bySession = {
    splits: new Float64Array(sessions.length).fill(1),
    dividends: new Float64Array(sessions.length),
  };
  const place = (values: Float64Array, date: string, combine: (before: number) => number) => {
    const t = sessions.findIndex((session) => session >= date);
    if (t < 0 || date < (sessions[0] ?? "")) return;
    values[t] = combine(valueAt(values, t));
  };
  for (const [date, ratio] of splits) place(bySession.splits, date, (before) => before * ratio);
  for (const [date, cash] of dividends) place(bySession.dividends, date, (before) => before + cash);
  return bySession;
}
