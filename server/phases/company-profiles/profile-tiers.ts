import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { companyProfiles } from "#server/db/schema/market.ts";
import type { Profile } from "#server/market/price-source.ts";

export type StoredProfile = typeof companyProfiles.$inferSelect;
export type ProfileRow = BulkRow<typeof companyProfiles>;

export type Tier = "valuation" | "estimates" | "static";

const DAY_MS = 86_400_000;
/** A run that begins somewhat earlier than yesterday's still counts as a day later. */
const GRACE_MS = 4 * 3_600_000;

/** How often a tier is refreshed: prices daily, analysts' targets weekly, the company itself quarterly. */
const TIERS = [
  { tier: "valuation", stamp: "valuationAt", days: 1 },
  { tier: "estimates", stamp: "estimatesAt", days: 7 },
  { tier: "static", stamp: "staticAt", days: 90 },
] as const satisfies readonly { tier: Tier; stamp: keyof StoredProfile; days: number }[];

/** The tiers of a stored profile that have grown old; all of them where none is stored. */
export function dueTiers(stored: StoredProfile | undefined, now: Date): Tier[] {
  const isDue = ({ stamp, days }: (typeof TIERS)[number]) => {
    const at = stored?.[stamp];
    return !at || now.getTime() - at.getTime() >= days * DAY_MS - GRACE_MS;
  };
  return TIERS.filter(isDue).map(({ tier }) => tier);
}

/** The stored profile with the fields of the due tiers as the source has them now. */
export function refreshedProfile(
  source: string,
  stored: StoredProfile | undefined,
  fetched: Profile,
  due: readonly Tier[],
  now: Date,
): ProfileRow {
  return {
    ...stored,
    source,
    symbol: fetched.symbol,
    ...(due.includes("valuation") ? valuation(fetched, now) : {}),
    ...(due.includes("estimates") ? estimates(fetched, now) : {}),
    ...(due.includes("static") ? statics(fetched, now) : {}),
  };
}

function valuation(profile: Profile, valuationAt: Date) {
  const { marketCap, peRatio, forwardPe, dividendYield, beta, week52Low, week52High } = profile;
  return { marketCap, peRatio, forwardPe, dividendYield, beta, week52Low, week52High, valuationAt };
}

function estimates({ targetLow, targetMean, targetHigh }: Profile, estimatesAt: Date) {
  return { targetLow, targetMean, targetHigh, estimatesAt };
}

function statics(profile: Profile, staticAt: Date) {
  const { kind, name, sector, industry, exchange, country, currency, description, website } = profile;
  return { kind, name, sector, industry, exchange, country, currency, description, website, staticAt };
}
