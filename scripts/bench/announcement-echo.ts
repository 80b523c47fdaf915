import { openClient } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";

export interface AnnouncementEcho {
  /** Durations of the announcements since the last time it was asked, in milliseconds. */
  take(): number[];
  stop(): Promise<void>;
}

const EVERY_MS = 100;
const CHANNEL = "bench_echo";

/** Announces on a channel and listens there, ten times a second: what the machine makes of one step in these moments. */
export async function startAnnouncementEcho(connection: ConnectionOptions): Promise<AnnouncementEcho> {
  const announcer = openClient(connection, { applicationName: "nonet bench", max: 1 });
  const listener = openClient(connection, { applicationName: "nonet bench", max: 1 });
  let durations: number[] = [];
  await listener.listen(CHANNEL, (sentAt) => void durations.push(performance.now() - Number(sentAt)));
  const announce = async () => void (await announcer`select pg_notify(${CHANNEL}, ${String(performance.now())})`);
  let last = announce();
  const timer = setInterval(() => {
    last = announce();
  }, EVERY_MS);
  return {
    take() {
      const taken = durations;
      durations = [];
      return taken;
    },
    async stop() {
      clearInterval(timer);
      await last;
      await Promise.all([announcer.end(), listener.end()]);
    },
  };
}
