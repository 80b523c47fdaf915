import type { RestatedSymbol } from "#lib/restated-symbol.ts";
import type { RunKind, RunStatus } from "#lib/run/events.ts";

/** The portfolio's own facts. Money in dollars; ISO dates. */
export interface PortfolioFacts {
  readonly id: string;
  readonly name: string;
  readonly accountName: string;
  readonly accountType: string;
  readonly openingEquity: number;
  readonly simulated: boolean;
  readonly positionCount: number;
}

/** One session. Money in dollars, unrounded; returns, drawdown and shares are fractions. */
export interface Session {
  readonly date: string;
  readonly runId: string | null;
  readonly equity: number;
  /** The ledger's; cash positions are in the market value. */
  readonly cash: number;
  readonly marketValue: number;
  readonly longExposure: number;
  readonly shortExposure: number;
  readonly grossExposure: number;
  readonly netExposure: number;
  readonly pnl: number;
  readonly dividends: number;
  readonly cumulativePnl: number;
  readonly dailyReturn: number | null;
  readonly twrIndex: number | null;
  readonly drawdown: number | null;
  readonly returnReason: string | null;
  readonly positionCount: number;
  readonly longCount: number;
  readonly shortCount: number;
  readonly staleCount: number;
  readonly pricedShare: number | null;
  readonly margin: boolean;
}

export interface Tag {
  readonly name: string;
  /** Hex, e.g. "#2196F3". */
  readonly colour: string;
}

export interface PortfolioHolding {
  readonly id: string;
  readonly symbol: string;
  readonly companyName: string | null;
  readonly investmentSubtype: string;
  readonly underlyingSymbol: string | null;
  readonly strikePrice: number | null;
  readonly expirationDate: string | null;
  readonly optionType: "CALL" | "PUT" | null;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryDate: string;
  readonly exitDate: string | null;
  readonly exitPrice: number | null;
  readonly closed: boolean;
  readonly tags: readonly Tag[];
  readonly value: {
    readonly date: string;
    readonly quantity: number;
    readonly price: number | null;
    readonly priceDate: string | null;
    readonly marketValue: number;
    readonly unrealizedPnl: number;
    readonly realizedPnl: number;
    readonly weight: number | null;
  } | null;
}

export interface Factor {
  /** Id in the metric catalogue. */
  readonly factor: string;
  readonly exposure: number | null;
  readonly dollarExposure: number | null;
  readonly coverage: number | null;
  readonly r2: number | null;
  readonly reason: string | null;
}

export interface Factors {
  readonly asOf: string;
  readonly factors: readonly Factor[];
}

/** Annualized volatilities as fractions, percentile 0–100, top 3 and top 10 as shares of gross exposure. */
export interface Risk {
  readonly asOf: string;
  readonly runId: string | null;
  readonly volatility21d: number | null;
  readonly volatility63d: number | null;
  readonly expectedVolatility: number | null;
  readonly expectedVolatilityIsMean: boolean | null;
  readonly volatilityTrend: "rising" | "falling" | "flat" | null;
  readonly volatilityPercentile: number | null;
  readonly seriesLength: number | null;
  readonly hhi: number | null;
  readonly effectivePositions: number | null;
  readonly top3: number | null;
  readonly top10: number | null;
  /** Figure → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** Shares of gross exposure, 0–1, beside the index's. */
export interface Sector {
  readonly sector: string;
  readonly weight: number;
  readonly indexWeight: number | null;
}

export interface Sectors {
  readonly asOf: string;
  /** When and by whom the index's weights were published; null where none stand beside ours. */
  readonly index: { readonly asOf: string; readonly origin: string | null } | null;
  readonly sectors: readonly Sector[];
}

export interface PortfolioRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly percent: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly durationMs: number | null;
  readonly datesProcessed: number | null;
  readonly reason: string | null;
  readonly warningCount: number;
  readonly errorCount: number;
  readonly phases: readonly { readonly id: string; readonly summary: string | null }[];
}

/** All that the portfolio page shows. */
export interface PortfolioData {
  readonly portfolio: PortfolioFacts;
  /** Oldest first. */
  readonly snapshots: readonly Session[];
  readonly holdings: readonly PortfolioHolding[];
  readonly factors: Factors | null;
  readonly risk: Risk | null;
  readonly sectors: Sectors | null;
  /** Newest first. */
  readonly runs: readonly PortfolioRun[];
  /** What the newest run that began left out or assumed, in words. */
  readonly notes: readonly string[];
  /** What its price source has restated of its symbols in the last 30 days. */
  readonly restatements: readonly (RestatedSymbol & {
    /** Results from before stand until the next run. */
    readonly isPending: boolean;
  })[];
}
