/** How far what the page shows can be trusted to be now; `since` in ms by the server's clock. */
export type Sync =
  | { readonly kind: "connecting" }
  /** Everything the server has announced is shown; lag from an event's record to this page, null until measured. */
  | { readonly kind: "live"; readonly lagMs: number | null }
  /** Live again, by a server that was started while the page was without one; said for a moment. */
  | { readonly kind: "restarted" }
  | { readonly kind: "catching-up"; readonly behind: number }
  /** What the server sends comes late: the page shows what was so long ago. */
  | { readonly kind: "delayed"; readonly lateMs: number }
  /** The line stands and nothing comes over it, not even what is due. */
  | { readonly kind: "silent"; readonly since: number }
  | { readonly kind: "reconnecting"; readonly since: number }
  | { readonly kind: "offline"; readonly since: number }
  /** The run has ended and is shown whole. */
  | { readonly kind: "ended" }
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  /** The past is shown, as of an instant (UTC ISO) and so many events before the newest. */
  | { readonly kind: "replay"; readonly at: string; readonly behind: number };

/** What is known of the connection; times in ms of the viewer's clock. */
export interface ConnectionFacts {
  readonly refused: { readonly code: string; readonly message: string } | null;
  readonly runEnded: boolean;
  /** Watching: the server has answered `watch` on the present connection. */
  readonly watching: boolean;
  readonly everWatched: boolean;
  readonly lostAt: number | null;
  /** The browser has no network, and nobody has answered since. */
  readonly networkGone: boolean;
  readonly lastHeardAt: number;
  /** How old the last heartbeat was when it came; 0 where that was not measured. */
  readonly lateMs: number;
  /** When it was learned that the server had been started anew. */
  readonly restartedAt: number | null;
  readonly shownSeq: number;
  readonly announcedSeq: number;
  readonly lagMs: number | null;
  /** Server's clock less the viewer's; null until the server has told its time. */
  readonly clockOffsetMs: number | null;
}

/** Heartbeats come every 5 s: one is overdue, and the page no longer claims to be live. */
export const QUIET_MS = 7_000;
/** Two are missing and the line is held for dead. */
export const SILENCE_MS = 12_000;
/** A connection lost for this long is called offline. */
const OFFLINE_AFTER_MS = 10_000;
/** A heartbeat this old says that the page lags behind by as much. */
export const LATE_MS = 2_000;
/** How long a restart of the server is told. */
const TOLD_MS = 6_000;

/** The one place that decides what the badge says; never `live` on less than certainty. */
export function syncFrom(facts: ConnectionFacts, now: number): Sync {
  // Nothing more can come: neither a lost line nor a session that is over makes it less final.
  if (facts.runEnded) return { kind: "ended" };
  if (facts.refused) return { kind: "refused", ...facts.refused };
  // Beside it stand times that the server tells.
  const offsetMs = facts.clockOffsetMs ?? 0;
  if (facts.lostAt !== null) {
    const isOffline = facts.networkGone || now - facts.lostAt >= OFFLINE_AFTER_MS;
    const kind = isOffline ? "offline" : "reconnecting";
    return { kind, since: facts.lostAt + offsetMs };
  }
  const since = facts.lastHeardAt + offsetMs;
  const quietMs = now - facts.lastHeardAt;
  if (!facts.watching) {
    return facts.everWatched || quietMs >= QUIET_MS ? { kind: "reconnecting", since } : { kind: "connecting" };
  }
  if (quietMs >= SILENCE_MS) return { kind: "reconnecting", since };
  if (quietMs >= QUIET_MS) return { kind: "silent", since };
  return withLineUp(facts, now);
}

function withLineUp({ announcedSeq, shownSeq, lateMs, lagMs, restartedAt }: ConnectionFacts, now: number): Sync {
  const behind = announcedSeq - shownSeq;
  if (behind > 0) return { kind: "catching-up", behind };
  if (lateMs >= LATE_MS) return { kind: "delayed", lateMs };
  if (restartedAt !== null && now - restartedAt < TOLD_MS) return { kind: "restarted" };
  return { kind: "live", lagMs };
}

const OUT_OF_TOUCH = ["delayed", "silent", "reconnecting", "offline", "refused"] as const;

/** What is shown may have been overtaken without the page knowing. */
export type OutOfTouch = Extract<Sync, { kind: (typeof OUT_OF_TOUCH)[number] }>;

/** Whether the page is out of touch: what ticks and turns has to stand still. */
export function isOutOfTouch(sync: Sync): sync is OutOfTouch {
  return OUT_OF_TOUCH.some((kind) => kind === sync.kind);
}
