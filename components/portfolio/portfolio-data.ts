import type { EditedPosition, ValuedPosition } from "#components/portfolio-edits/edit-target.ts";
import type { ListedQuarantine } from "#components/quarantine/listed-quarantine.ts";
import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
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
  /** From when results do not follow from the inputs, and after how many edits, 0 where prices alone changed; or null. */
  readonly pending: { readonly since: string; readonly edits: number } | null;
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
  /** Money-weighted, a year; null without flows, or with the reason. */
  readonly xirr: number | null;
  readonly xirrReason: string | null;
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

/** Of an option, per share of the underlying; volatility annualized, vega and rho per 1.00, theta a year. */
export interface Greeks {
  readonly impliedVolatility: number | null;
  readonly delta: number | null;
  readonly gamma: number | null;
  readonly vega: number | null;
  readonly theta: number | null;
  readonly rho: number | null;
}

export interface PortfolioHolding extends EditedPosition {
  readonly companyName: string | null;
  /** Of its prices before they are converted, ISO 4217. */
  readonly currency: string | null;
  /** After the splits of the underlying up to the value's date. */
  readonly adjustedStrike: number | null;
  readonly closed: boolean;
  /** What the figures do not have yet: the position, its exit, that its exit was taken back, or a change of it. */
  readonly awaits: "entry" | "exit" | "return" | "change" | null;
  readonly tags: readonly Tag[];
  readonly value: {
    readonly date: string;
    readonly quantity: number;
    readonly price: number | null;
    readonly priceDate: string | null;
    /** What the price rests on, as the ledger names it. */
    readonly priceOrigin: string | null;
    readonly priceNote: string | null;
    readonly marketValue: number;
    readonly exposure: number | null;
    readonly unrealizedPnl: number;
    readonly realizedPnl: number;
    readonly weight: number | null;
    readonly greeks: Greeks | null;
  } | null;
}

/** Some of the holdings, and what all that match come to; dollars and fractions of equity. */
export interface HoldingsPage {
  readonly holdings: readonly PortfolioHolding[];
  /** All that match the view and the search. */
  readonly total: number;
  readonly sums: {
    readonly marketValue: number;
    readonly weight: number;
    readonly unrealizedPnl: number;
    readonly realizedPnl: number;
  };
  /** Of the portfolio, whatever the search. */
  readonly held: number;
  readonly ended: number;
  readonly largestWeight: number;
}

/** Positions whose price is of one kind or that have one note: how many, and the heaviest of them. */
export interface DoubtedPrices {
  readonly kind: "missing" | "older" | "model" | "note";
  readonly note: string | null;
  readonly count: number;
  readonly heaviest: readonly { readonly name: string; readonly date: string | null }[];
}

/** What the positions of the newest session come to. */
export interface HeldFacts {
  readonly cashPositions: number;
  readonly hasOptions: boolean;
  /** Of all positions that there still are. */
  readonly marketValue: number;
  readonly doubted: readonly DoubtedPrices[];
}

export interface Factor {
  /** Id in the metric catalogue. */
  readonly factor: string;
  readonly exposure: number | null;
  readonly dollarExposure: number | null;
  readonly coverage: number | null;
  readonly r2: number | null;
  readonly vif: number | null;
  readonly vifReason: string | null;
  readonly reason: string | null;
}

export interface Factors {
  readonly asOf: string;
  readonly factors: readonly Factor[];
}

/** Value at risk and expected shortfall of one day by three methods: fractions of equity, losses positive. */
export interface TailRisk {
  /** Returns behind them. */
  readonly tailLength: number | null;
  readonly historicalVar95: number | null;
  readonly historicalVar99: number | null;
  readonly historicalEs95: number | null;
  readonly historicalEs99: number | null;
  readonly normalVar95: number | null;
  readonly normalVar99: number | null;
  readonly normalEs95: number | null;
  readonly normalEs99: number | null;
  readonly cornishFisherVar95: number | null;
  readonly cornishFisherVar99: number | null;
  readonly cornishFisherEs95: number | null;
  readonly cornishFisherEs99: number | null;
}

/** Of the account's own returns; fractions are annualized but for the drawdown, capture is 1 for as much as the index. */
export interface ReturnRatios {
  /** Daily returns behind them. */
  readonly returnLength: number | null;
  readonly sharpeRatio: number | null;
  readonly sortinoRatio: number | null;
  readonly calmarRatio: number | null;
  readonly maxDrawdown: number | null;
  readonly trackingError: number | null;
  readonly informationRatio: number | null;
  readonly upCapture: number | null;
  readonly downCapture: number | null;
}

/** What the correlation matrix comes to. */
export interface CorrelationSummary {
  readonly correlationSymbols: number | null;
  /** Fewest returns a pair has in common. */
  readonly correlationMinimum: number | null;
  readonly meanAbsCorrelation: number | null;
  readonly diversificationRatio: number | null;
  readonly effectiveBets: number | null;
  readonly correlationClusters: number | null;
  readonly correlationRepaired: boolean | null;
}

/** Annualized volatilities as fractions, percentile 0–100, top 3 and top 10 as shares of gross exposure. */
export interface Risk extends TailRisk, ReturnRatios, CorrelationSummary {
  readonly asOf: string;
  readonly runId: string | null;
  /** In dollars, of the same date. */
  readonly equity: number | null;
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

/** The deepest fall of the time-weighted index: a fraction ≤ 0, and ISO dates of its sessions. */
export interface WorstDrawdown {
  readonly depth: number;
  /** Null where it began at the opening. */
  readonly peak: string | null;
  readonly trough: string;
  /** Null while it has not recovered. */
  readonly recovery: string | null;
}

/** What a scenario does: dollars and fractions of equity, a loss negative. */
export interface StressResult {
  /** A built-in scenario's id, or the uuid of one's own. */
  readonly scenario: string;
  readonly name: string;
  readonly group: "market" | "rates" | "style" | "crisis" | "own";
  readonly shocks: StressShocks;
  readonly byDefault: boolean;
  readonly pnl: number | null;
  readonly pnlShare: number | null;
  readonly spilloverPnl: number | null;
  readonly spilloverShare: number | null;
  readonly spilloverBounded: boolean | null;
  readonly beyondEquity: boolean | null;
  /** Share of public gross whose positions have the joint betas, 0–1. */
  readonly coverage: number | null;
  readonly reason: string | null;
}

export interface Stress {
  readonly asOf: string;
  readonly runId: string | null;
  readonly equity: number | null;
  readonly scenarios: readonly StressResult[];
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
  /** What the same money would be worth in SPY, by session; null where there are no prices of it. */
  readonly benchmark: readonly (number | null)[] | null;
  /** The first of what is held, the most valuable first. */
  readonly holdings: HoldingsPage;
  readonly held: HeldFacts | null;
  readonly valued: readonly ValuedPosition[];
  readonly factors: Factors | null;
  readonly risk: Risk | null;
  readonly worstDrawdown: WorstDrawdown | null;
  readonly stress: Stress | null;
  readonly sectors: Sectors | null;
  /** Newest first. */
  readonly runs: readonly PortfolioRun[];
  /** What the newest run that began left out or assumed, in words. */
  readonly notes: readonly string[];
  /** Prices of its symbols that are not believed, newest found first. */
  readonly quarantined: readonly ListedQuarantine[];
  /** What its price source has restated of its symbols in the last 30 days. */
  readonly restatements: readonly (RestatedSymbol & {
    /** Results from before stand until the next run. */
    readonly isPending: boolean;
  })[];
  /** UTC ISO; another one for every reading. */
  readonly readAt: string;
}
