import { and, desc, eq, lte, max, ne, notInArray, sql } from "drizzle-orm";
import type { DataQuality } from "#lib/analytics/data-quality.ts";
import type { Database } from "#server/db/client.ts";
import { bars, companyProfiles, providerBetas, symbolFactors, symbolMetrics } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { CALENDAR_RANGE, sessionOnOrAfter, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";
import { type FactorFit, factorFits } from "./factor-fits.ts";
import { newestSession } from "./newest-session.ts";
import { METRICS_COLUMNS, type SymbolMetrics, shownMetrics } from "./stored-symbol-metrics.ts";
import { symbolQuality } from "./symbol-quality.ts";

export interface SymbolFigures {
  readonly symbol: string;
  readonly companyName: string | null;
  /**
   * The session looked at: the last by the date asked for, the portfolio's newest, or before its first run the one of the
   * symbol's newest figures or fits.
   */
  readonly session: string | null;
  /** Date of the newest close by then. */
  readonly priceDate: string | null;
  /** The newest stored by then. */
  readonly figures: SymbolMetrics | null;
  readonly factors: {
    /** Date of the fits. */
    readonly asOf: string | null;
    /** When the provider's beta was published. */
    readonly providerAsOf: string | null;
    readonly fits: readonly FactorFit[];
  };
  /** Null where there is no session. */
  readonly quality: DataQuality | null;
}

/**
 * What is stored of a symbol that a portfolio's positions are priced by, options by their underlying; null where none is.
 *
 * @param date an ISO date: nothing later than the last session by then is read
 */
export async function symbolFigures(
  db: Database,
  portfolioId: string,
  symbol: string,
  date?: string,
): Promise<SymbolFigures | null> {
  const source = await sourceOf(db, portfolioId, symbol);
  if (source === null) return null;
  const key = { source, symbol };
  const by = date === undefined ? await newestSession(db, portfolioId) : lastSessionBy(date);
  const { metrics, fitted, provided, profile } = await storedOf(db, key, by);
  const newest = (metrics?.asOf ?? "") > (fitted?.date ?? "") ? metrics?.asOf : fitted?.date;
  const session = by ?? newest ?? null;
  const priceDate = await newestClose(db, key, session);
  const fits = factorFits(fitted, provided);
  const fittedAt = fitted?.date ?? null;
  return {
    ...{ symbol, companyName: profile?.name ?? null, session, priceDate },
    figures: metrics ? shownMetrics(metrics) : null,
    factors: { asOf: fittedAt, providerAsOf: provided?.date ?? null, fits },
    quality: session === null ? null : symbolQuality(session, { priceDate, metrics, profile, fittedAt, fits }),
  };
}

/** Before the years that the calendar knows there is no session, and nothing is stored: the date itself does as well. */
function lastSessionBy(date: string): string {
  if (date < sessionOnOrAfter(CALENDAR_RANGE.first)) return date;
  return sessionOnOrBefore(date < CALENDAR_RANGE.last ? date : CALENDAR_RANGE.last);
}

/** The source of the portfolio's prices; null where none of its positions is priced by the symbol. */
async function sourceOf(db: Database, portfolioId: string, symbol: string): Promise<string | null> {
  const priced = sql`case when ${positions.investmentClass} = 'OPTIONS' then ${positions.underlyingSymbol}
    else ${positions.symbol} end`;
  const [row] = await db
    .select({ source: portfolios.priceSource })
    .from(positions)
    .innerJoin(portfolios, eq(portfolios.id, positions.portfolioId))
    .where(
      and(
        eq(positions.portfolioId, portfolioId),
        eq(priced, symbol),
        ne(positions.investmentClass, "PRIVATE"),
        notInArray(positions.investmentSubtype, ["CASH", "MONEY_MARKET"]),
      ),
    )
    .limit(1);
  return row?.source ?? null;
}

interface SymbolKey {
  readonly source: string;
  readonly symbol: string;
}

/** The newest rows by a date, the newest of all without one; the profile is the present one always. */
async function storedOf(db: Database, { source, symbol }: SymbolKey, by: string | null) {
  const ofMetrics = and(eq(symbolMetrics.source, source), eq(symbolMetrics.symbol, symbol));
  const ofFits = and(eq(symbolFactors.source, source), eq(symbolFactors.symbol, symbol));
  const ofProvider = and(eq(providerBetas.source, source), eq(providerBetas.symbol, symbol));
  const [[metrics], [fitted], [provided], [profile]] = await Promise.all([
    db
      .select(METRICS_COLUMNS)
      .from(symbolMetrics)
      .where(and(ofMetrics, by === null ? undefined : lte(symbolMetrics.asOf, by)))
      .orderBy(desc(symbolMetrics.asOf))
      .limit(1),
    db
      .select()
      .from(symbolFactors)
      .where(and(ofFits, by === null ? undefined : lte(symbolFactors.date, by)))
      .orderBy(desc(symbolFactors.date))
      .limit(1),
    db
      .select()
      .from(providerBetas)
      .where(and(ofProvider, by === null ? undefined : lte(providerBetas.date, by)))
      .orderBy(desc(providerBetas.date))
      .limit(1),
    db
      .select()
      .from(companyProfiles)
      .where(and(eq(companyProfiles.source, source), eq(companyProfiles.symbol, symbol))),
  ]);
  return { metrics, fitted, provided, profile };
}

async function newestClose(db: Database, { source, symbol }: SymbolKey, by: string | null): Promise<string | null> {
  const ofSymbol = and(eq(bars.source, source), eq(bars.symbol, symbol));
  const [row] = await db
    .select({ date: max(bars.date) })
    .from(bars)
    .where(and(ofSymbol, by === null ? undefined : lte(bars.date, by)));
  return row?.date ?? null;
}
