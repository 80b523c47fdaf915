import { BACON, type MetricDefinition } from "./metric-definition.ts";

const AS_TRADED = "as traded";
const SPLITS_APPLIED = "as traded, splits applied to quantities";
const LAST_CLOSE = "last close at most 7 calendar days old, as traded; options without a quote by the model";
const WITH_DIVIDENDS = "as traded, dividends included";

/** The account, day by day. */
export const ACCOUNT_DEFINITIONS: readonly MetricDefinition[] = [
  {
    id: "equity",
    name: "Equity",
    formula: "previous equity + P&L + dividends + flow",
    window: "to date",
    priceBasis: AS_TRADED,
    kind: "none",
    source: "account arithmetic; held to ledger cash + market value, to the cent",
  },
  {
    id: "cash",
    name: "Cash",
    formula: "opening equity − entries + exits + dividends + flows; negative is margin",
    window: "to date",
    priceBasis: AS_TRADED,
    kind: "none",
    source: "ledger",
  },
  daily("pnl", "Day’s P&L", "Σ (mark − previous mark) × quantity × multiplier, dividends apart"),
  daily("dividends", "Dividends", "Σ dividend per share × quantity on the ex-date; shorts pay"),
  daily("flow", "Cash flow", "money put in (positive) or taken out (negative), at the start of the day"),
  {
    id: "cumulative-pnl",
    name: "Cumulative P&L",
    formula: "Σ (mark − previous mark) × quantity × multiplier, plus dividends",
    window: "since the first session",
    priceBasis: SPLITS_APPLIED,
    kind: "none",
    source: "account arithmetic",
  },
  {
    id: "daily-return",
    name: "Day’s return",
    formula: "(P&L + dividends) / (previous equity + flow), flows at the start of the day",
    window: "1 session",
    priceBasis: SPLITS_APPLIED,
    kind: "none",
    source: `${BACON}, ch. 2`,
  },
  {
    id: "twr",
    name: "Time-weighted return",
    formula: "Π (1 + (P&L + dividends) / (previous equity + flow)) − 1; its index is Π alone, from 1",
    window: "since the first session; ends where equity is not positive",
    priceBasis: WITH_DIVIDENDS,
    kind: "none",
    source: `${BACON}, ch. 2`,
  },
  {
    id: "xirr",
    name: "Money-weighted return",
    formula: "r with Σ flow / (1 + r)^(days / 365) = 0; none where no rate or several solve it",
    window: "since the first session",
    priceBasis: WITH_DIVIDENDS,
    kind: "none",
    source: "Excel XIRR",
  },
  {
    id: "drawdown",
    name: "Drawdown",
    formula: "time-weighted index / its running maximum − 1",
    window: "since the first session",
    priceBasis: WITH_DIVIDENDS,
    kind: "none",
    source: `${BACON}, ch. 4`,
  },
];

/** What is held, at a date. */
export const EXPOSURE_DEFINITIONS: readonly MetricDefinition[] = [
  exposure("long-exposure", "Long exposure", "Σ positive exposure"),
  exposure("short-exposure", "Short exposure", "Σ negative exposure (negative)"),
  exposure("gross-exposure", "Gross exposure", "Σ |exposure|"),
  exposure("net-exposure", "Net exposure", "long + short"),
  exposure("signed-weight", "Weight", "exposure / equity"),
  exposure("priced-share", "Priced share", "gross exposure with a price of the date itself / gross exposure"),
  exposure("sector-weight", "Sector weight", "Σ |exposure| in the sector / gross exposure"),
  {
    id: "index-sector-weight",
    name: "S&P 500 sector weight",
    formula: "the index’s own weight of the sector, from the newest table on or before the date",
    window: "at the table’s date",
    priceBasis: "the index’s",
    kind: "none",
    source: "dated table; its origin is shown beside it",
  },
  count("position-count", "Positions", "positions held at the end of the session"),
  count("long-count", "Long positions", "positions with a positive quantity, cash left out"),
  count("short-count", "Short positions", "positions with a negative quantity, cash left out"),
  count(
    "stale-count",
    "Stale prices",
    "marks that should rest on a price of the date and do not; manual valuations are meant to last",
  ),
];

/** One position. */
export const POSITION_DEFINITIONS: readonly MetricDefinition[] = [
  {
    id: "quantity",
    name: "Quantity",
    formula: "quantity × Π splits with entry < ex-date ≤ date; contracts for options",
    window: "at the date",
    priceBasis: "none",
    kind: "none",
    source: "the import, and the table of splits",
  },
  {
    id: "price",
    name: "Price",
    formula:
      "the exit price on the exit session, else the newest close (options: the day’s quote, else the model; private " +
      "positions: the newest valuation), else the previous mark or the entry price",
    window: "at the date",
    priceBasis: LAST_CLOSE,
    kind: "none",
    source: "the portfolio’s price source",
  },
  {
    id: "exposure",
    name: "Exposure",
    formula: "market value; of options delta × underlying close × contracts × 100; none for cash",
    window: "at the date",
    priceBasis: LAST_CLOSE,
    kind: "none",
    source: "own definition",
  },
  position("market-value", "Market value", "price × quantity × multiplier, signed"),
  position("unrealized-pnl", "Unrealized P&L", "(price − entry price) × quantity × multiplier while held"),
  position(
    "realized-pnl",
    "Realized P&L",
    "(exit price − entry price) × quantity × multiplier; of the account, of what ended on the session",
  ),
];

function daily(id: string, name: string, formula: string): MetricDefinition {
  return {
    ...{ id, name, formula },
    window: "1 session",
    priceBasis: SPLITS_APPLIED,
    kind: "none",
    source: "account arithmetic",
  };
}

function exposure(id: string, name: string, formula: string): MetricDefinition {
  return {
    ...{ id, name },
    formula: `${formula}; cash and money market left out`,
    window: "at the date",
    priceBasis: LAST_CLOSE,
    kind: "none",
    source: "the positions’ exposures",
  };
}

function count(id: string, name: string, formula: string): MetricDefinition {
  return { ...{ id, name, formula }, window: "at the date", priceBasis: "none", kind: "none", source: "a count" };
}

function position(id: string, name: string, formula: string): MetricDefinition {
  return {
    ...{ id, name, formula },
    window: "since the entry; dividends apart",
    priceBasis: "last close, as traded, splits applied to quantities",
    kind: "none",
    source: "account arithmetic",
  };
}
