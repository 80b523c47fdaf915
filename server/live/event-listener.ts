import * as z from "zod/mini";
import { openClient } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";

/** The channel on which workers announce committed events; payload `{ run, seq }`. */
export const RUN_EVENTS_CHANNEL = "run_events";

const hint = z.object({ run: z.string(), seq: z.number() });

/**
 * Listens for committed events on a connection of its own, which postgres.js reopens when it breaks. Hints may be
 * lost while it is down: `onListening` runs after each (re)connection, so that the caller reads for itself.
 * Resolves, once listening, to the function that ends it.
 */
export async function listenForEvents(
  connection: ConnectionOptions,
  handlers: { onHint(run: string, seq: number): void; onListening(): void },
): Promise<() => Promise<void>> {
  const sql = openClient(connection, { applicationName: "nonet listener", max: 1 });
  const hear = (payload: string) => {
    const parsed = hint.safeParse(JSON.parse(payload));
    if (parsed.success) handlers.onHint(parsed.data.run, parsed.data.seq);
  };
  await sql.listen(RUN_EVENTS_CHANNEL, hear, handlers.onListening);
  return () => sql.end({ timeout: 1 });
}
