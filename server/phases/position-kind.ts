import type { Position } from "./ports.ts";

export type PositionKind = "stock" | "fund" | "option" | "private" | "cash";

const CASH = new Set(["CASH", "MONEY_MARKET"]);
const FUNDS = new Set(["ETF", "MUTUAL_FUND", "BOND"]);

type Classified = Pick<Position, "investmentClass" | "investmentSubtype">;

/** How a position is treated: cash (of either class) counts in no weight, private ones have no market price. */
export function positionKind({ investmentClass, investmentSubtype }: Classified): PositionKind {
  if (CASH.has(investmentSubtype)) return "cash";
  if (investmentClass === "PRIVATE") return "private";
  if (investmentClass === "OPTIONS") return "option";
  return FUNDS.has(investmentSubtype) ? "fund" : "stock";
}

/** The symbol whose market price a position needs: its own, an option's underlying; null for cash and private ones. */
export function pricedSymbol(position: Classified & Pick<Position, "symbol" | "underlyingSymbol">): string | null {
  const kind = positionKind(position);
  if (kind === "cash" || kind === "private") return null;
  return kind === "option" ? position.underlyingSymbol : position.symbol;
}
