import { CALENDAR_RANGE, isSession } from "../../nyse-calendar.ts";
import type { Bar, RejectedCell } from "../../price-source.ts";

/** Closes of one session that differ by more than single precision explains contradict each other. */
const SAME = 1e-6;

interface Found {
  readonly bars: readonly Bar[];
  readonly rejected: readonly RejectedCell[];
}

interface Wanted {
  readonly from: string;
  readonly to: string;
  /** The last session whose closes are settled; today's bar is one of a day still under way. */
  readonly present: string;
  /** Where the New York calendar is the listing's own, a bar outside it is an error; elsewhere it is another's holiday. */
  readonly inNewYork: boolean;
}

const refuse = ({ date, close }: Bar, reason: string): RejectedCell => ({
  date,
  value: String(close),
  place: `close of ${date}`,
  reason,
});

const agree = (bars: readonly Bar[]) =>
  bars.every(({ close }) => Math.abs(close - (bars[0]?.close ?? 0)) <= SAME * close);

const within = (date: string, { from, to, present }: Wanted) =>
  date >= from && date <= to && date <= present && date >= CALENDAR_RANGE.first && date <= CALENDAR_RANGE.last;

/**
 * What was found of the wanted New York sessions: at most one bar each. Beside a day's bar Yahoo sometimes sends its
 * last quote as another of the same day; where the two contradict each other, neither is used.
 */
export function settledSessions(found: Found, wanted: Wanted): { bars: Bar[]; rejected: RejectedCell[] } {
  const bars: Bar[] = [];
  const rejected: RejectedCell[] = [];
  const perDate = Map.groupBy(
    found.bars.filter(({ date }) => within(date, wanted)),
    ({ date }) => date,
  );
  for (const [date, ofDate] of perDate) {
    const [bar] = ofDate;
    if (!bar) continue;
    if (!isSession(date)) {
      if (wanted.inNewYork) rejected.push(refuse(bar, "not a trading session"));
    } else if (agree(ofDate)) bars.push(bar);
    else rejected.push(...ofDate.map((one) => refuse(one, "the date occurs more than once")));
  }
  for (const cell of found.rejected) {
    const { date } = cell;
    if (within(date, wanted) && isSession(date) && !perDate.has(date)) rejected.push(cell);
  }
  const byDate = (a: { date: string }, b: { date: string }) => (a.date < b.date ? -1 : 1);
  return { bars: bars.sort(byDate), rejected: rejected.sort(byDate) };
}
