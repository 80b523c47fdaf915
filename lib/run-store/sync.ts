/** How far what the page shows can be trusted to be now. */
export type Sync =
  | { readonly kind: "connecting" }
  /** Everything the server has announced is shown; lag from commit to this page, null until measured. */
  | { readonly kind: "live"; readonly lagMs: number | null }
  | { readonly kind: "catching-up"; readonly behind: number }
  | { readonly kind: "reconnecting"; readonly since: number }
  | { readonly kind: "offline"; readonly since: number }
  /** The run has ended and is shown whole. */
  | { readonly kind: "ended" }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** What is known of the connection; times in ms of the viewer's clock. */
export interface ConnectionFacts {
  readonly refused: { readonly code: string; readonly message: string } | null;
  readonly runEnded: boolean;
  /** Watching: the server has answered `watch` on the present connection. */
  readonly watching: boolean;
  readonly everWatched: boolean;
  readonly lostAt: number | null;
  readonly lastHeardAt: number;
  readonly shownSeq: number;
  readonly announcedSeq: number;
  readonly lagMs: number | null;
}

/** Heartbeats come every 5 s: two missing and the line is held for dead. */
const SILENCE_MS = 12_000;
/** A connection lost for this long is called offline. */
const OFFLINE_AFTER_MS = 10_000;

/** The one place that decides what the badge says; never `live` on less than certainty. */
export function syncFrom(facts: ConnectionFacts, now: number): Sync {
  if (facts.refused) return { kind: "refused", ...facts.refused };
  if (facts.runEnded) return { kind: "ended" };
  if (facts.lostAt !== null) {
    const kind = now - facts.lostAt >= OFFLINE_AFTER_MS ? "offline" : "reconnecting";
    return { kind, since: facts.lostAt };
  }
  if (!facts.watching)
    return facts.everWatched ? { kind: "reconnecting", since: facts.lastHeardAt } : { kind: "connecting" };
  if (now - facts.lastHeardAt > SILENCE_MS) return { kind: "reconnecting", since: facts.lastHeardAt };
  const behind = facts.announcedSeq - facts.shownSeq;
  return behind > 0 ? { kind: "catching-up", behind } : { kind: "live", lagMs: facts.lagMs };
}
