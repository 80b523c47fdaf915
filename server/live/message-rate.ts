/** Messages a connection may send in the long run. */
const MESSAGES_PER_SECOND = 20;
/** Messages it may send at once: all it may watch, and some. */
const BURST = 120;
/** Refused messages, less those its rate would have allowed meanwhile, after which it is no longer answered. */
const MOST_REFUSED = 100;

/** What becomes of a message: it is done, refused by name, or its sender cut off. */
export type MessageFate = "taken" | "refused" | "cut-off";

/** Counts the messages of one connection. Answers to each what is to be done with it; `now` in milliseconds. */
export function createMessageRate(now: () => number): () => MessageFate {
  let left = BURST;
  let at = now();
  return () => {
    const passed = now() - at;
    at += passed;
    left = Math.min(BURST, left + (passed * MESSAGES_PER_SECOND) / 1000) - 1;
    if (left >= 0) return "taken";
    return left >= -MOST_REFUSED ? "refused" : "cut-off";
  };
}
