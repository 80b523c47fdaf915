const SAME_PRESS_MS = 1_000;

/** Where signals come from; the process, or a stand-in. */
export interface SignalSource {
  on(signal: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
}

/**
 * Calls `stop` at the first signal to end, and `force` when someone asks again. One Ctrl-C can come twice, from the
 * terminal and from npm: what follows within a second is the same one.
 */
export function onStopSignals(
  source: SignalSource,
  { stop, force, now = Date.now }: { stop(): void; force(): void; now?: () => number },
): void {
  let first: number | undefined;
  const asked = () => {
    if (first === undefined) {
      first = now();
      stop();
    } else if (now() - first > SAME_PRESS_MS) force();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) source.on(signal, asked);
}

/** For a child of role all: the terminal's signals go to every process, but only the parent decides when to stop. */
export function ignoreTerminal(source: SignalSource): void {
  source.on("SIGINT", () => undefined);
  source.on("SIGHUP", () => undefined);
}
