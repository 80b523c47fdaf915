import type { AwayNotice } from "./away-notice.ts";

/** Frequencies in Hz: rising when the work is done, falling when something is to be looked at. */
const NOTES: Record<AwayNotice["tone"], readonly [number, number]> = { done: [659.3, 880], attention: [587.3, 440] };
const NOTE_S = 0.18;
const LOUDNESS = 0.15;

/** Two soft notes. Silent where the browser lets no page sound before it was pressed on. */
export function playTone(tone: AwayNotice["tone"]): void {
  const context = new AudioContext();
  const end = context.currentTime + NOTES[tone].length * NOTE_S;
  NOTES[tone].forEach((frequency, index) => {
    const start = context.currentTime + index * NOTE_S;
    const oscillator = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(LOUDNESS, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S * 1.6);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(end + NOTE_S);
    oscillator.addEventListener("ended", () => index === NOTES[tone].length - 1 && void context.close());
  });
}
