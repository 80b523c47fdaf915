import type { ImportedPosition } from "./imported-position.ts";

type Traded = Pick<
  ImportedPosition,
  "investmentClass" | "quantity" | "entryPrice" | "entryDate" | "exitDate" | "exitPrice"
>;

const OPTION_MULTIPLIER = 100n;
const DECIMALS = 6;
/** A quantity times a price has twice the decimals; this many units of it are one cent. */
const PER_CENT = 10n ** BigInt(2 * DECIMALS - 2);

/** The day an account begins: its own first date, else its earliest entry; null without either. */
export function firstDate(positions: readonly Pick<Traded, "entryDate">[], from: string | null): string | null {
  if (from !== null) return from;
  return positions.reduce<string | null>(
    (first, { entryDate }) => (first === null || entryDate < first ? entryDate : first),
    null,
  );
}

/**
 * The smallest opening equity, in dollars with two decimals, that keeps the account's cash at or above zero at the end
 * of every day; null when nothing has to be paid. Proceeds of short sales are no cash until they are bought back, and
 * what was entered before `from` is taken over on it at the entry price. Exact: sums of the file's own decimals.
 */
export function suggestedEquity(positions: readonly Traded[], from: string | null): string | null {
  const flows = new Map<string, bigint>();
  for (const { day, amount } of positions.flatMap((position) => flowsOf(position, from))) {
    flows.set(day, (flows.get(day) ?? 0n) + amount);
  }
  let cash = 0n;
  let lowest = 0n;
  for (const day of [...flows.keys()].sort()) {
    cash += flows.get(day) ?? 0n;
    if (cash < lowest) lowest = cash;
  }
  return lowest < 0n ? inDollars(-lowest) : null;
}

interface Flow {
  readonly day: string;
  readonly amount: bigint;
}

function flowsOf(position: Traded, from: string | null): Flow[] {
  const { entryDate, exitDate, exitPrice } = position;
  if (from !== null && exitDate !== null && exitDate < from) return [];
  const units = scaled(position.quantity) * (position.investmentClass === "OPTIONS" ? OPTION_MULTIPLIER : 1n);
  const isShort = units < 0n;
  const cost = units * scaled(position.entryPrice);
  const entry = { day: from !== null && entryDate < from ? from : entryDate, amount: isShort ? 0n : -cost };
  if (exitDate === null || exitPrice === null) return [entry];
  const proceeds = units * scaled(exitPrice);
  return [entry, { day: exitDate, amount: isShort ? proceeds - cost : proceeds }];
}

/** A decimal as a whole number of millionths. */
function scaled(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(`${whole}${fraction.padEnd(DECIMALS, "0")}`);
}

function inDollars(amount: bigint): string {
  const cents = ((amount + PER_CENT - 1n) / PER_CENT).toString().padStart(3, "0");
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`;
}
