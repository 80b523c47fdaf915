const CASH = new Set(["CASH", "MONEY_MARKET"]);

/** Whether a position is worth what its owner says: private, and not cash, of which a dollar is a dollar. */
export function isValued(position: { readonly investmentClass: string; readonly investmentSubtype: string }): boolean {
  return position.investmentClass === "PRIVATE" && !CASH.has(position.investmentSubtype);
}
