import type { Answer } from "#lib/run/commands.ts";
import { type LiveRefusal, refused } from "#lib/run/live-refusals.ts";

/** What a command that begins to follow something has come to. */
export interface Begun<Value> {
  readonly answer: Answer<Value>;
  /** Takes back what was begun: its answer is not sent. */
  leave(): void;
}

/** Nothing was begun. */
export function notBegun(code: LiveRefusal): Begun<never> {
  return { answer: refused(code), leave: () => undefined };
}
