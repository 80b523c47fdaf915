import { type DataQuality, dataQuality } from "#lib/analytics/data-quality.ts";
import { epochDay } from "#lib/analytics/epoch-day.ts";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import { PRICE_MAX_AGE_DAYS } from "#lib/analytics/price-at.ts";
import type { companyProfiles, symbolMetrics } from "#server/db/schema/market.ts";
import type { FactorFit } from "./factor-fits.ts";

/** What is stored of a symbol up to a session. */
interface StoredSymbol {
  /** Date of its newest close. */
  readonly priceDate: string | null;
  readonly metrics: Omit<typeof symbolMetrics.$inferSelect, "source" | "symbol"> | undefined;
  readonly profile: typeof companyProfiles.$inferSelect | undefined;
  /** Date of the fits; the provider's beta has its own and counts whatever its age. */
  readonly fittedAt: string | null;
  readonly fits: readonly FactorFit[];
}

/** The data-quality score of a symbol at a session; figures more than 7 calendar days older are not known then. */
export function symbolQuality(
  session: string,
  { priceDate, metrics, profile, fittedAt, fits }: StoredSymbol,
): DataQuality {
  const isRecent = (date: string) => epochDay(session) - epochDay(date) <= PRICE_MAX_AGE_DAYS;
  const recent = metrics && isRecent(metrics.asOf) ? metrics : undefined;
  const areRecent = fittedAt !== null && isRecent(fittedAt);
  const betas = new Map<string, number | null>(
    fits.map(({ factor, beta }) => [factor, areRecent || factor === "provider-beta" ? beta : null]),
  );
  return dataQuality({
    ...{ session, priceDate },
    returns: {
      ...{ "1 day": recent?.return1d ?? null, "1 week": recent?.return1w ?? null },
      ...{ "month to date": recent?.returnMtd ?? null, "1 month": recent?.return1m ?? null },
      ...{ "3 months": recent?.return3m ?? null, "year to date": recent?.returnYtd ?? null },
      "1 year": recent?.return1y ?? null,
    },
    profile: profileFields(profile),
    factors: Object.fromEntries(FACTORS.map(({ id, name }) => [name, betas.get(id) ?? null])),
  });
}

/** A fund is of no country, sector or industry, and has no market value of its own. */
function profileFields(profile: StoredSymbol["profile"]): Readonly<Record<string, string | null>> {
  const { name = null, kind = null, exchange = null, currency = null } = profile ?? {};
  const { country = null, sector = null, industry = null, marketCap = null } = profile ?? {};
  const ofAny = { name, kind, exchange, currency };
  if (kind === "etf" || kind === "fund") return ofAny;
  return { ...ofAny, country, sector, industry, "market value": marketCap };
}
