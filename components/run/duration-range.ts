import { duration } from "#lib/format.ts";
import type { DurationRange } from "#lib/run/time-left.ts";

/** What is left, in whole seconds: "~40s left", "30–50s left", "1h 02m–1h 10m left". */
export function leftText({ lowMs, highMs }: DurationRange): string {
  const [low, high] = [wholeText(lowMs), wholeText(highMs)];
  if (low === high) return `~${high} left`;
  return `${highMs <= 59_000 ? low.slice(0, -1) : low}–${high} left`;
}

/** What a phase usually takes: "usual 0.8–1.4s", "usual up to 0.2s", "usual 1m 05s–2m 10s", "usual under 0.1s". */
export function usualText({ lowMs, highMs }: DurationRange): string {
  if (highMs >= 59_950) return `usual ${wholeText(lowMs)}–${wholeText(highMs)}`;
  if (highMs < 100) return "usual under 0.1s";
  const [low, high] = [tenths(lowMs), tenths(highMs)];
  if (low === high) return `usual ${high}s`;
  return lowMs < 50 ? `usual up to ${high}s` : `usual ${low}–${high}s`;
}

const tenths = (ms: number) => (ms / 1000).toFixed(1);

/** As durations are written everywhere, in whole seconds: "40s", "1m 05s", "1h 02m". */
function wholeText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 60 ? `${seconds}s` : duration(seconds * 1000);
}
