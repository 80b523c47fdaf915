import type { DurationRange } from "#lib/run/time-left.ts";

/** What is left, in whole seconds: "~0:40 left", "0:30–0:50 left", "1:02:00–1:10:30 left". */
export function leftText({ lowMs, highMs }: DurationRange): string {
  const [low, high] = [clockText(lowMs), clockText(highMs)];
  return low === high ? `~${high} left` : `${low}–${high} left`;
}

/** What a phase usually takes: "usual 0.8–1.4 s", "usual 1:05–2:10", "usual under 0.1 s". */
export function usualText({ lowMs, highMs }: DurationRange): string {
  if (highMs >= 59_950) return `usual ${clockText(lowMs)}–${clockText(highMs)}`;
  if (highMs < 100) return "usual under 0.1 s";
  const [low, high] = [tenths(lowMs), tenths(highMs)];
  return low === high ? `usual ${high} s` : `usual ${low}–${high} s`;
}

const tenths = (ms: number) => (ms / 1000).toFixed(1);

function clockText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
