import { sessionOnOrBefore, sessionsBetween } from "../../nyse-calendar.ts";
import { asTraded, type SamplePath } from "./as-traded.ts";
import { FACTORS, factorPaths } from "./generating-factors.ts";
import { SAMPLE_ANCHOR_DATE, SAMPLE_EPOCH } from "./sample-dates.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import { seededRandom } from "./seeded-random.ts";
import { clusteredShocks } from "./volatility-clusters.ts";

const SHAPE = { degrees: 5, reaction: 0.05, persistence: 0.9 };

/** No simulated day loses more, however fat the tail: a price stays a price. */
const WORST_RETURN = -0.6;

/** Simulated years of the paths drawn before anyone asks for a later date. */
const FIRST_HORIZON = "2027-12-31";

export interface SamplePaths {
  /** The epoch's session and all after it up to at least `through`. */
  sessions(through: string): readonly string[];
  path(instrument: SampleInstrument, through: string): SamplePath;
  /** Generating factors' returns by session index, in the order of FACTORS. */
  factors(through: string): Float64Array[];
}

function returnsOf(instrument: SampleInstrument, seed: string, factors: Float64Array[], count: number): Float64Array {
  const { residualVolatility, exposures } = instrument;
  const random = seededRandom(`${seed}/residual/${instrument.symbol}`);
  const returns = residualVolatility > 0 ? clusteredShocks(random, count, SHAPE) : new Float64Array(count);
  // Compounding costs half the variance a year; giving it back keeps volatile companies from fading to nothing.
  const drift = residualVolatility ** 2 / 2;
  const betas = FACTORS.map((name) => exposures[name] ?? 0);
  for (let index = 0; index < count; index++) {
    let sum = drift + residualVolatility * (returns[index] ?? 0);
    for (let factor = 0; factor < betas.length; factor++) sum += (betas[factor] ?? 0) * (factors[factor]?.[index] ?? 0);
    returns[index] = Math.max(sum, WORST_RETURN);
  }
  return returns;
}

/** Returns compounded through the anchor close, as closes are where nothing is paid out and nothing split. */
function compounded(returns: Float64Array, anchor: number, anchorClose: number): Float64Array {
  const totals = new Float64Array(returns.length);
  totals[anchor] = anchorClose;
  for (let index = anchor + 1; index < totals.length; index++) {
    totals[index] = (totals[index - 1] ?? 0) * (1 + (returns[index] ?? 0));
  }
  for (let index = anchor; index > 0; index--) {
    totals[index - 1] = (totals[index] ?? 0) / (1 + (returns[index] ?? 0));
  }
  return totals;
}

/**
 * Simulated price paths of one seed, drawn from the epoch onward and kept: whatever range is asked, a session's close
 * is the same. A date beyond the horizon draws the paths anew to the end of its year; they begin as before.
 */
export function createSamplePaths(seed: string): SamplePaths {
  let horizon = "";
  let sessions: readonly string[] = [];
  let factors: Float64Array[] = [];
  const paths = new Map<string, SamplePath>();

  function reach(through: string): void {
    if (through <= horizon) return;
    horizon = through > FIRST_HORIZON ? `${through.slice(0, 4)}-12-31` : FIRST_HORIZON;
    sessions = sessionsBetween(SAMPLE_EPOCH, sessionOnOrBefore(horizon));
    factors = factorPaths(seed, sessions.length);
    paths.clear();
  }

  return {
    sessions(through) {
      reach(through);
      return sessions;
    },
    path(instrument, through) {
      reach(through);
      const known = paths.get(instrument.symbol);
      if (known) return known;
      const returns = returnsOf(instrument, seed, factors, sessions.length);
      const anchor = sessions.indexOf(SAMPLE_ANCHOR_DATE);
      const totals = compounded(returns, anchor, instrument.anchorClose);
      const drawn = asTraded(instrument, sessions, totals, anchor);
      paths.set(instrument.symbol, drawn);
      return drawn;
    },
    factors(through) {
      reach(through);
      return factors;
    },
  };
}
