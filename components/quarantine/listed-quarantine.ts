import { type ApiAnswer, apiPost } from "#lib/api-request.ts";
import { counted } from "#lib/counted.ts";

/** Prices of one symbol that follow one another and are doubted, or were released, alike. Times are UTC ISO. */
export interface ListedQuarantine {
  readonly source: string;
  readonly symbol: string;
  /** First and last date. */
  readonly from: string;
  readonly to: string;
  readonly prices: number;
  readonly rule: string;
  /** Of the first price. */
  readonly reason: string;
  readonly detectedAt: string;
  readonly runId: string | null;
  /** Whether it could be a price. */
  readonly releasable: boolean;
  /** Null while it is in quarantine. */
  readonly released: { readonly at: string; readonly by: string | null } | null;
  readonly note: string | null;
}

/** What the rules are called. */
const RULES = new Map([
  ["scale", "Of another size"],
  ["unadjusted-split", "Split not as in the table"],
  ["gap", "Leap after a gap"],
  ["stale", "Stale"],
  ["duplicate", "Two prices of a date"],
  ["zero", "Zero"],
  ["negative", "Negative"],
  ["not-a-number", "Not a number"],
  ["out-of-session", "No trading session"],
]);

export const ruleName = (rule: string): string => RULES.get(rule) ?? rule;

/** What came of a decision, in words. */
export type Decided = { readonly said: string } | { readonly refused: string };

function outcome(answer: ApiAnswer, say: (prices: string) => string): Decided {
  if ("problem" in answer) return { refused: `${answer.problem.detail}. ${answer.problem.fix}`.trim() };
  // Both routes answer with this.
  const { prices } = answer.body as { prices: number };
  return { said: say(counted(prices, "price")) };
}

/** Has prices believed: an admin those of any source, an owner those of a portfolio's own files. */
export async function release(stretch: ListedQuarantine, note: string, portfolioId?: string): Promise<Decided> {
  const { source, symbol, from, to } = stretch;
  const wanted = { symbol, from, to, note: note || null };
  const answer =
    portfolioId === undefined
      ? await apiPost("/api/v1/admin/quarantine/release", { ...wanted, source })
      : await apiPost(`/api/v1/portfolios/${portfolioId}/quarantine/release`, wanted);
  return outcome(answer, (prices) => `${prices} of ${symbol} released. What follows is computed by the next run.`);
}

/** Has an admin's released prices doubted again. */
export async function doubtAgain(stretch: ListedQuarantine, note: string): Promise<Decided> {
  const { source, symbol, from, to } = stretch;
  const answer = await apiPost("/api/v1/admin/quarantine/again", { source, symbol, from, to, note: note || null });
  return outcome(answer, (prices) => `${prices} of ${symbol} in quarantine again. The next run computes without.`);
}
