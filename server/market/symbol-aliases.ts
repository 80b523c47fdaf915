import { inArray } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { symbolAliases } from "#server/db/schema/market.ts";

/** What live providers are to be asked for instead of the symbols given; a symbol without an alias is left out. */
export type Aliases = (symbols: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Companies that go on under another ticker, share for share; takeovers and exchanges of shares are none, and neither is
 * a ticker that something else trades under by now, as FB.
 */
const RENAMED: Readonly<Record<string, string>> = {
  ABC: "COR",
  ADS: "BFH",
  ANTM: "ELV",
  BBT: "TFC",
  BLL: "BALL",
  CDAY: "DAY",
  CHK: "EXE",
  COG: "CTRA",
  COH: "TPR",
  CTL: "LUMN",
  FLT: "CPAY",
  HCN: "WELL",
  HFC: "DINO",
  HRS: "LHX",
  JEC: "J",
  KORS: "CPRI",
  MHFI: "SPGI",
  NLOK: "GEN",
  PCLN: "BKNG",
  PEAK: "DOC",
  PKI: "RVTY",
  RE: "EG",
  SQ: "XYZ",
  SYMC: "GEN",
  TMK: "GL",
  UTX: "RTX",
  WLTW: "WTW",
};

/** The aliases that admins have entered, and the product's own where they have said nothing. */
export function createAliases(db: Database): Aliases {
  return async (symbols) => {
    const entered = await db
      .select({ symbol: symbolAliases.symbol, alias: symbolAliases.alias })
      .from(symbolAliases)
      .where(inArray(symbolAliases.symbol, [...symbols]));
    const own = symbols.flatMap((symbol) =>
      Object.hasOwn(RENAMED, symbol) ? [{ symbol, alias: RENAMED[symbol] }] : [],
    );
    return new Map([...own, ...entered].map(({ symbol, alias }) => [symbol, alias ?? symbol]));
  };
}
