import { type DateRange, isWithin } from "../../coverage.ts";
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

/** The New York sessions of a range, each with one price where Yahoo's agree; see sessionBars. */
export function yahooSessions(rows: readonly PriceCells[], range: DateRange, listedInNewYork: boolean): SessionBars {
  const within = rows.filter(({ date }) => isWithin(date, range));
  return sessionBars(withoutEchoes(within), range, { listedInNewYork });
}
