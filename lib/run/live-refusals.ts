/**
 * Why a connection or a command is refused. A connection is refused with ERR_AUTH_001 or ERR_LIVE_004 in the `data` of
 * its connect_error; a command in its answer; a watch is ended with ERR_AUTH_001 or ERR_RUN_002 in `watch-ended`.
 * After ERR_LIVE_002, 005 and 006 the same command may succeed a second later. A message over 16 KiB closes the
 * connection with the websocket's own code 1009; so do a hundred refused messages in a row, without a code.
 */
export const liveRefusals = {
  ERR_AUTH_001: "Your session is over. Sign in again.",
  ERR_AUTH_002: "Only admins may do this.",
  ERR_RUN_002: "This run does not exist, or is not yours.",
  ERR_LIVE_001: "This command is not of the documented form.",
  ERR_LIVE_002: "This could not be read. Try again.",
  /** 100 runs. */
  ERR_LIVE_003: "This connection watches too many runs already.",
  /** 20 per user and server process. */
  ERR_LIVE_004: "You have too many connections open. Close some windows of Nonet and load this page again.",
  /** 20 a second, after a burst of 120. */
  ERR_LIVE_005: "This connection sends too many messages. Try again in a second.",
  /** Past 1 MiB that was sent and not read. */
  ERR_LIVE_006: "This connection reads more slowly than it asks. Try again once it has caught up.",
} as const;

export type LiveRefusal = keyof typeof liveRefusals;

/** Refusals that pass by themselves: the same command may succeed a second later. */
export const passingRefusals: readonly string[] = [
  "ERR_LIVE_002",
  "ERR_LIVE_005",
  "ERR_LIVE_006",
] satisfies LiveRefusal[];

/** A refusal with its words: the data of a refused connection, a part of an answer or of `watch-ended`. */
export function refusal(code: LiveRefusal): { code: LiveRefusal; message: string } {
  return { code, message: liveRefusals[code] };
}

/** The answer that refuses a command. */
export function refused(code: LiveRefusal): { ok: false; code: LiveRefusal; message: string } {
  return { ok: false, ...refusal(code) };
}
