import { required } from "#lib/assert.ts";
import type { PriceTable } from "#server/market/price-history.ts";
import { readPriceTable } from "#server/market/read-price-table.ts";
import type { PhasePorts, Position } from "./ports.ts";
import { pricedSymbol } from "./position-kind.ts";
import { type QuotedContract, quotedContracts } from "./quoted-contracts.ts";

/** A position's quotes on the sessions of a table, of the contract as it is on each; NaN where there is none. */
export type OptionQuotes = ReadonlyMap<Position["id"], Float64Array>;

/** The stored quotes of the options among the positions, in one reading of prices; none where there are no options. */
export async function readOptionQuotes(
  { db, source, positions }: Pick<PhasePorts, "db" | "source" | "positions">,
  { sessions, columns }: PriceTable,
): Promise<OptionQuotes> {
  const [from, to] = [sessions[0], sessions.at(-1)];
  if (from === undefined || to === undefined) return new Map();
  const contracts = positions.flatMap((position) => {
    const splits = columns.get(pricedSymbol(position) ?? "")?.splits ?? new Map();
    const own = quotedContracts(position, splits, to);
    return own.length > 0 ? [{ id: position.id, own }] : [];
  });
  const symbols = [...new Set(contracts.flatMap(({ own }) => own.map(({ symbol }) => symbol)))].toSorted();
  if (symbols.length === 0) return new Map();
  const quoted = await readPriceTable(db, { source: source.name, symbols, from, to });
  return new Map(contracts.map(({ id, own }) => [id, laidOut(own, quoted)]));
}

function laidOut(contracts: readonly QuotedContract[], { sessions, columns }: PriceTable): Float64Array {
  const quotes = new Float64Array(sessions.length).fill(Number.NaN);
  for (const { symbol, from, to } of contracts) {
    const closes = columns.get(symbol)?.close;
    if (closes === undefined) continue;
    for (const [i, session] of sessions.entries()) {
      if (session >= from && session <= to) quotes[i] = required(closes[i], "quote");
    }
  }
  return quotes;
}
