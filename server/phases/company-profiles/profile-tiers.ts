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

/** Whether there is no profile: none is stored, or what is stored is that the source had none when it was asked. */
export const isMissing = (stored: StoredProfile | undefined): boolean => (stored?.kind ?? null) === null;

/** What is stored of a symbol of which a source has no profile, so that it is not asked again by every run of the day. */
export function missingProfile(source: string, symbol: string, at: Date): ProfileRow {
  return { source, symbol, valuationAt: at, estimatesAt: at, staticAt: at };
}

/**
 * The tiers of a stored profile that have grown old; all of them where there is none, which is asked for again once a
 * day.
 */
export function dueTiers(stored: StoredProfile | undefined, now: Date): Tier[] {
  const isDue = ({ stamp, days }: (typeof TIERS)[number]) => {
    const at = stored?.[stamp];
    return !at || now.getTime() - at.getTime() >= days * DAY_MS - GRACE_MS;
  };
  const due = TIERS.filter(isDue);
  return (due.length > 0 && isMissing(stored) ? TIERS : due).map(({ tier }) => tier);
}

/**
 * The stored profile with the fields of the due tiers as the source has them now. Another provider may answer than the
 * time before, or leave a field out: what it does not say stays as it is last known, and a tier of which it says nothing
 * at all is due again the next day.
 */
export function refreshedProfile(
  source: string,
  stored: StoredProfile | undefined,
  fetched: Profile,
  due: readonly Tier[],
  now: Date,
): ProfileRow {
  const fresh = TIERS.filter(({ tier }) => due.includes(tier)).map(({ tier, stamp, days }) => {
    const said = Object.entries(FIELDS[tier](fetched)).filter(([, value]) => (value ?? null) !== null);
    const isSilent = said.every(([field]) => field === "kind");
    const at = isSilent ? new Date(now.getTime() - (days - 1) * DAY_MS) : now;
    return { ...Object.fromEntries(said), [stamp]: at };
  });
  return Object.assign({ ...stored, source, symbol: fetched.symbol }, ...fresh) as ProfileRow;
}

const FIELDS = { valuation, estimates, static: statics } as const;

function valuation({ marketCap, peRatio, forwardPe, dividendYield, beta, week52Low, week52High }: Profile) {
  return { marketCap, peRatio, forwardPe, dividendYield, beta, week52Low, week52High };
}

function estimates({ targetLow, targetMean, targetHigh }: Profile) {
  return { targetLow, targetMean, targetHigh };
}

function statics({ kind, name, sector, industry, exchange, country, currency, description, website }: Profile) {
  return { kind, name, sector, industry, exchange, country, currency, description, website };
}
