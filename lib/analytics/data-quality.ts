import { epochDay } from "./epoch-day.ts";
import { PRICE_MAX_AGE_DAYS } from "./price-at.ts";

/** The most points of each part; together 100. */
export const QUALITY_POINTS = { price: 30, returns: 30, profile: 20, factors: 20 } as const;

type QualityPart = keyof typeof QUALITY_POINTS;

/** A fact by what it is called; null where it is not known. */
type KnownFacts = Readonly<Record<string, unknown>>;

export interface SymbolFacts {
  /** The session that is looked at, an ISO date. */
  readonly session: string;
  /** Date of the newest close on or before the session; null where there is none. */
  readonly priceDate: string | null;
  /** The returns, profile fields and factor betas that there should be. */
  readonly returns: KnownFacts;
  readonly profile: KnownFacts;
  readonly factors: KnownFacts;
}

interface PartQuality {
  /** Unrounded, 0 to `most`. */
  readonly points: number;
  readonly most: number;
  /** What is missing, in words; null where the part has all its points. */
  readonly reason: string | null;
}

export interface DataQuality {
  /** 0–100, unrounded: the sum of the parts. */
  readonly score: number;
  readonly parts: Readonly<Record<QualityPart, PartQuality>>;
}

/**
 * How much of what should be known of a symbol at a session is known, 0–100:
 *
 * - price, 30: all where the newest close is of the session; an eighth less for each calendar day it is older; none where
 *   it is more than 7 days old, for then nothing counts it as a price, or where there is none;
 * - returns, 30 × the share of the given returns that are known;
 * - profile, 20 × the share of the given profile fields that are known;
 * - factors, 20 × the share of the given betas that are known.
 *
 * What should be there is for the caller to give: a fund has no sector to miss. Of no facts at all none are known.
 *
 * @throws RangeError for a date that is none, or a close after the session
 */
export function dataQuality({ session, priceDate, returns, profile, factors }: SymbolFacts): DataQuality {
  const parts = {
    price: priceQuality(session, priceDate),
    returns: shareKnown(returns, QUALITY_POINTS.returns),
    profile: shareKnown(profile, QUALITY_POINTS.profile),
    factors: shareKnown(factors, QUALITY_POINTS.factors),
  };
  return { score: Object.values(parts).reduce((sum, { points }) => sum + points, 0), parts };
}

function priceQuality(session: string, priceDate: string | null): PartQuality {
  const most = QUALITY_POINTS.price;
  if (priceDate === null) return { points: 0, most, reason: "no price" };
  const age = epochDay(session) - epochDay(priceDate);
  if (age < 0) throw new RangeError(`a close of ${priceDate} is not on or before ${session}`);
  if (age === 0) return { points: most, most, reason: null };
  const points = Math.max(0, most * (1 - age / (PRICE_MAX_AGE_DAYS + 1)));
  return { points, most, reason: `the newest close is ${age} ${age === 1 ? "day" : "days"} older` };
}

function shareKnown(facts: KnownFacts, most: number): PartQuality {
  const names = Object.keys(facts);
  const missing = names.filter((name) => facts[name] === null);
  if (names.length === 0) return { points: 0, most, reason: "nothing is known" };
  const points = (most * (names.length - missing.length)) / names.length;
  if (missing.length === 0) return { points, most, reason: null };
  const known = names.length - missing.length;
  if (known === 0) return { points, most, reason: `none of ${names.length} is known` };
  return { points, most, reason: `${known} of ${names.length} known, not ${missing.join(", ")}` };
}
