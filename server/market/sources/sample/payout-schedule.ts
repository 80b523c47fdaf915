import { datesBefore } from "../../dates-before.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import { hashedUniform } from "./seeded-random.ts";

const MONTHS = 12;
/** The middle of March, June, September and December, when equity funds go ex. */
const FUND_DAY = 16;

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** Months (0–11) and day on which a symbol goes ex: funds in their usual rhythm, companies in one of their own. */
function rhythm({ symbol, kind, payout }: SampleInstrument): { months: number[]; day: number } {
  const apart = MONTHS / payout.paymentsAYear;
  const months = (first: number) => Array.from({ length: payout.paymentsAYear }, (_, n) => first + n * apart);
  if (kind !== "stock") return { months: months(apart - 1), day: apart === 1 ? 1 : FUND_DAY };
  const trait = (name: string, count: number) => Math.floor(count * hashedUniform(`${symbol}/${name}`));
  return { months: months(trait("exMonth", apart)), day: 4 + trait("exDay", 20) };
}

/** Indices of the sessions on which a symbol goes ex dividend, ascending; the first session is none of them. */
export function exSessions(instrument: SampleInstrument, sessions: readonly string[]): number[] {
  if (instrument.payout.dividendYield === 0) return [];
  const { months, day } = rhythm(instrument);
  const [from, to] = [sessions[0], sessions.at(-1)].map((date) => Number(date?.slice(0, 4)));
  const found: number[] = [];
  for (let year = from ?? 0; year <= (to ?? 0); year++) {
    for (const month of months) {
      const index = datesBefore(sessions, `${year}-${twoDigits(month + 1)}-${twoDigits(day)}`);
      if (index > 0 && index < sessions.length) found.push(index);
    }
  }
  return found;
}
