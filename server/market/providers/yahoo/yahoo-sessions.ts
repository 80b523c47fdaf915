import type { DateRange } from "../../coverage.ts";
import { isSession } from "../../nyse-calendar.ts";
import { type PriceCells, type SessionBars, sessionBars } from "../session-bars.ts";

/** Closes of one session that differ by more than single precision explains contradict each other. */
const SAME = 1e-6;

const isPrice = (close: unknown): close is number => typeof close === "number" && close > 0;

/** Beside a day's row Yahoo sometimes sends its last quote as another; where they agree, or one has no close, one is kept. */
function withoutEchoes(rows: readonly PriceCells[]): PriceCells[] {
  return [...Map.groupBy(rows, ({ date }) => date).values()].flatMap((ofDate) => {
    const priced = ofDate.filter(({ close }) => isPrice(close));
    const closes = priced.map(({ close }) => Number(close));
    const agree = Math.max(...closes) - Math.min(...closes) <= SAME * Math.max(...closes);
    if (priced.length === 0 || agree) return (priced.length > 0 ? priced : ofDate).slice(0, 1);
    return priced;
  });
}

/**
 * The New York sessions of a range. Where the calendar is the listing's own, a price outside it is an error that is named;
 * elsewhere it is another exchange's holiday.
 */
export function yahooSessions(
  rows: readonly PriceCells[],
  { from, to }: DateRange,
  listedInNewYork: boolean,
): SessionBars {
  const within = rows.filter(({ date }) => date >= from && date <= to);
  const { bars, rejected } = sessionBars(withoutEchoes(within), from, to);
  const strays = listedInNewYork ? within.filter(({ date, close }) => isPrice(close) && !isSession(date)) : [];
  const named = strays.map(({ date, close }) => ({
    date,
    value: String(close),
    place: "date",
    reason: "not a trading session",
    fault: { rule: "out-of-session" as const, close: Number(close) },
  }));
  return { bars, rejected: [...rejected, ...named] };
}
