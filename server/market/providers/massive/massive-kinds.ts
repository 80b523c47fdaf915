import type { InstrumentKind } from "../../price-source.ts";

const KINDS: Readonly<Record<string, InstrumentKind>> = {
  CS: "stock",
  ADRC: "stock",
  OS: "stock",
  GDR: "stock",
  NYRS: "stock",
  PFD: "stock",
  ETF: "etf",
  ETN: "etf",
  ETV: "etf",
  ETS: "etf",
  FUND: "fund",
};

const EXCHANGES: Readonly<Record<string, string>> = {
  XNYS: "NYSE",
  XNAS: "NASDAQ",
  ARCX: "NYSE Arca",
  XASE: "NYSE American",
  BATS: "Cboe BZX",
};

/** What Massive's ticker type stands for; null where it is none of ours: a warrant, a right, an index. */
export const massiveKind = (type: string | null | undefined): InstrumentKind | null => KINDS[type ?? ""] ?? null;

/** The name of an exchange by its ISO 10383 code, else the code. */
export const massiveExchange = (code: string | null | undefined): string | null =>
  code ? (EXCHANGES[code] ?? code) : null;
