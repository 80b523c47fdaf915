import { every } from "#server/engine/repeat.ts";

/** Whether announcements of committed events come through: heard; lost on the way; or not to be had at all. */
export type HearingState = "heard" | "lost" | "unreachable";

export interface HearingParts {
  /** Makes an announcement and tells whether it has come back in time; throws when it cannot be made. */
  hears(withinMs: number): Promise<boolean>;
  /** Reads what announcements would have told. */
  poll(): Promise<void>;
  failed(error: unknown): void;
  /** Told when announcements begin to be lost, and when they are heard again. */
  changed?(state: HearingState): void;
}

/**
 * Tests the listener by announcements of its own, every 5 s. Where they get lost (a pooler of transactions breaks
 * LISTEN without a word) it reads on a timer instead, until they are heard again.
 */
export interface Hearing {
  state(): HearingState;
  check(): Promise<void>;
  stop(): Promise<void>;
}

const CHECK_MS = 5_000;
const PATIENCE_MS = 2_000;
const POLL_MS = 250;

export function createHearing(parts: HearingParts, patienceMs = PATIENCE_MS): Hearing {
  let state: HearingState = "heard";

  async function test(): Promise<HearingState> {
    try {
      return (await parts.hears(patienceMs)) ? "heard" : "lost";
    } catch (error) {
      parts.failed(error);
      return "unreachable";
    }
  }

  async function check(): Promise<void> {
    const before = state;
    state = await test();
    if (state !== before) parts.changed?.(state);
  }

  const checks = every(CHECK_MS, check, parts.failed);
  const polls = every(POLL_MS, async () => (state === "lost" ? parts.poll() : undefined), parts.failed);
  return {
    state: () => state,
    check,
    async stop() {
      await Promise.all([checks.stop(), polls.stop()]);
    },
  };
}
