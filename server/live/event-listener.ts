import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { openClient } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";

/** The channel on which workers announce committed events; payload `{ run, seq }`. */
const RUN_EVENTS_CHANNEL = "run_events";

const hint = z.object({ run: z.string(), seq: z.number() });
const probe = z.object({ probe: z.string() });

export interface EventListener {
  /** Makes an announcement and tells whether it has come back in time. */
  hears(withinMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Listens for committed events on a connection of its own, which postgres.js reopens when it breaks. Hints may be
 * lost while it is down: `onListening` runs after each (re)connection, so that the caller reads for itself.
 * Resolves once listening.
 */
export async function listenForEvents(
  connection: ConnectionOptions,
  handlers: { onHint(run: string, seq: number): void; onListening(): void },
): Promise<EventListener> {
  const sql = openClient(connection, { applicationName: "nonet listener", max: 1 });
  const probes = new Map<string, () => void>();
  const hear = (payload: string) => {
    const content: unknown = JSON.parse(payload);
    const event = hint.safeParse(content);
    if (event.success) handlers.onHint(event.data.run, event.data.seq);
    const sent = probe.safeParse(content);
    if (sent.success) probes.get(sent.data.probe)?.();
  };
  await sql.listen(RUN_EVENTS_CHANNEL, hear, handlers.onListening);
  return {
    async hears(withinMs) {
      const id = randomUUID();
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const late = setTimeout(() => resolve(false), withinMs);
      probes.set(id, () => resolve(true));
      try {
        await sql`select pg_notify(${RUN_EVENTS_CHANNEL}, ${JSON.stringify({ probe: id })})`;
        return await promise;
      } finally {
        clearTimeout(late);
        probes.delete(id);
      }
    },
    stop: () => sql.end({ timeout: 1 }),
  };
}
