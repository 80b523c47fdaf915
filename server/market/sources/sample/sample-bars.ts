import type { Bar } from "../../price-source.ts";
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

/** Bars of the sessions with index first ≤ i < end, from a path of unrounded closes. */
export function sampleBars(
  instrument: SampleInstrument,
  sessions: readonly string[],
  closes: Float64Array,
  first: number,
  end: number,
): Bar[] {
  const seed = Math.floor(hashedUniform(`${instrument.symbol}/bars`) * TWO_32);
  const swing = instrument.kind === "fund" ? 0 : 0.005 + instrument.residualVolatility * 0.5;
  const usual = 10 ** (5.5 + 2 * hashedUniform(`${instrument.symbol}/volume`));
  const bars: Bar[] = [];
  for (let index = first; index < end; index++) {
    const close = closes[index] ?? 0;
    const before = closes[index - 1] ?? close;
    const noise = sessionNoise(seed, index);
    const open = before + 0.4 * (close - before) + before * swing * 0.5 * noise.gap;
    const activity = 0.6 + 0.8 * noise.turnover + 12 * Math.abs(close / before - 1);
    bars.push({
      date: sessions[index] ?? "",
      open: quoted(open),
      high: quoted(Math.max(open, close) * (1 + swing * noise.above)),
      low: quoted(Math.min(open, close) * (1 - swing * noise.below)),
      close: quoted(close),
      volume: instrument.kind === "fund" ? null : Math.round(usual * activity),
    });
  }
  return bars;
}
