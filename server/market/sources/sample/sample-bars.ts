import { required } from "#lib/assert.ts";
import type { Bar } from "../../price-source.ts";
import type { SamplePath } from "./as-traded.ts";
import { sharesSinceAnchor } from "./known-splits.ts";
import type { SampleInstrument } from "./sample-instrument.ts";
import { hashedUniform, indexedUniform } from "./seeded-random.ts";

/** Prices are quoted to a hundredth of a cent, fine enough for cheap shares to keep their returns. */
const quoted = (price: number) => Math.round(price * 10_000) / 10_000;

const TWO_32 = 2 ** 32;
const DRAWS_A_SESSION = 4;

interface SessionNoise {
  gap: number;
  above: number;
  below: number;
  turnover: number;
}

/** What opens, extends and fills a session, independent of the close's path and of the range asked. */
function sessionNoise(seed: number, index: number): SessionNoise {
  const draw = (offset: number) => indexedUniform(seed, index * DRAWS_A_SESSION + offset);
  return { gap: draw(0) - 0.5, above: draw(1) ** 2, below: draw(2) ** 2, turnover: draw(3) };
}

const NO_ACTION = { split: 1, dividend: 0 };

/** Bars of the sessions with index first ≤ i < end on which the symbol trades. */
export function sampleBars(
  instrument: SampleInstrument,
  sessions: readonly string[],
  { closes, actions }: SamplePath,
  first: number,
  end: number,
): Bar[] {
  const { symbol, kind, life } = instrument;
  const seed = Math.floor(hashedUniform(`${symbol}/bars`) * TWO_32);
  const swing = kind === "fund" ? 0 : 0.005 + instrument.residualVolatility * 0.5;
  // A split leaves the money that changes hands as it was, and so changes the number of shares that do.
  let usual = 10 ** (5.5 + 2 * hashedUniform(`${symbol}/volume`)) * sharesSinceAnchor(symbol, sessions[first] ?? "");
  let next = actions.findIndex(({ index }) => index >= first);
  const bars: Bar[] = [];
  for (let index = first; index < end; index++) {
    const action = actions[next]?.index === index ? required(actions[next++], "action") : NO_ACTION;
    if (index > first) usual *= action.split;
    if (index % life.everySessions !== 0) continue;
    const close = closes[index] ?? 0;
    const before = (closes[index - 1] ?? close) / action.split - action.dividend;
    const noise = sessionNoise(seed, index);
    const open = before + 0.4 * (close - before) + before * swing * 0.5 * noise.gap;
    const activity = 0.6 + 0.8 * noise.turnover + 12 * Math.abs(close / before - 1);
    bars.push({
      date: sessions[index] ?? "",
      open: quoted(open),
      high: quoted(Math.max(open, close) * (1 + swing * noise.above)),
      low: quoted(Math.min(open, close) * (1 - swing * noise.below)),
      close: quoted(close),
      volume: kind === "fund" ? null : Math.round(usual * activity),
    });
  }
  return bars;
}
