import { readSplits } from "#server/market/read-splits.ts";
import { splitsThrough } from "../as-traded-at-entry.ts";
import { pricedSymbol } from "../position-kind.ts";
import { quotedContracts } from "../quoted-contracts.ts";
import type { MarketDataContext } from "./collection.ts";
import type { WantedSymbol } from "./symbols-to-collect.ts";

/**
 * The option symbols whose quotes are of use, each over the time it is held: every one under which a contract is quoted
 * between the splits of its underlying. None where the source has no quotes of options.
 */
export async function optionContracts({
  ports,
  scope,
}: Pick<MarketDataContext, "ports" | "scope">): Promise<WantedSymbol[]> {
  const { db, source } = ports;
  const options = ports.positions.filter(({ optionType }) => optionType !== null);
  if (options.length === 0 || !source.capabilities.has("option-quotes")) return [];
  const symbols = [...new Set(options.flatMap((position) => pricedSymbol(position) ?? []))];
  const splitsOf = await readSplits(db, { source: source.name, symbols, to: splitsThrough(options, scope.finalDate) });
  const contracts = options.flatMap((position) =>
    quotedContracts(position, splitsOf(pricedSymbol(position) ?? ""), scope.finalDate),
  );
  return [...Map.groupBy(contracts, ({ symbol }) => symbol)].map(([symbol, held]) => {
    const [from = ""] = held.map((each) => each.from).toSorted();
    const to =
      held
        .map((each) => each.to)
        .toSorted()
        .at(-1) ?? "";
    return { symbol, range: { from, to } };
  });
}
