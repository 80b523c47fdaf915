import { normalCdf } from "./normal-cdf.ts";

/**
 * European option: asset N(d₁) − bond N(d₂) for a call, the put by the same with its sign. One in the money is its
 * discounted intrinsic value plus the other type (put-call parity), so that the price is never below that value and its
 * time value keeps its digits. Nothing is allocated. Source: Merton 1973; Haug 2007, ch. 1.
 *
 * @param asset the underlying without the dividends until expiry, S e^(−qT)
 * @param bond the discounted strike, K e^(−rT)
 * @param sign 1 for a call, −1 for a put
 */
export function parityPrice(asset: number, bond: number, d1: number, d2: number, sign: 1 | -1): number {
  const outside = asset > bond ? -1 : 1;
  const timeValue = outside * (asset * normalCdf(outside * d1) - bond * normalCdf(outside * d2));
  return Math.max(0, sign * (asset - bond)) + Math.max(0, timeValue);
}
