import { isSession, sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { ReferenceSource } from "../reference-source.ts";

export const tradingCalendarSource: ReferenceSource = {
  file: "nyse_calendar",
  title: "NYSE sessions and closures, 1990–2022",
  answers: {
    nyse_weekday_closures: ({ inputs }) => {
      const [from, to] = [String(inputs.from), String(inputs.to)];
      return { weekday_closures: closedWeekdays(from, to), trading_days: sessionsBetween(from, to).length };
    },
  },
  notHeld: {},
};

function closedWeekdays(from: string, to: string): string[] {
  const closed: string[] = [];
  for (const day = new Date(from); day <= new Date(to); day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    if (day.getUTCDay() % 6 !== 0 && !isSession(date)) closed.push(date);
  }
  return closed;
}
