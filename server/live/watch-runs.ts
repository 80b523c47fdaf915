import type { RunListFilter, WatchRunsCommand, WatchRunsValue } from "#lib/run/commands.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";
import { type Begun, notBegun } from "./begun.ts";
import type { Followed } from "./followed.ts";
import type { LiveSocket, SocketViewer } from "./live-socket.ts";
import type { ChangedRun, WatchedLists } from "./watched-lists.ts";

export interface WatchRunsParts {
  /** The newest runs this filter lets the viewer see, and those of `runIds` that it does. */
  readList(viewer: SocketViewer, filter: RunListFilter, runIds: readonly string[]): Promise<ListedRun[]>;
  now(): Date;
}

/** The room of everybody who watches a list. */
export const LISTS_ROOM = "lists";

const ALL = "runs";
const ofUser = (userId: string) => `runs of user ${userId}`;
const ofPortfolio = (room: string, portfolioId: string) => `${room} of portfolio ${portfolioId}`;

/** The rooms of those whose list has this run. */
export function listRooms({ run: { portfolio }, ownerId }: ChangedRun): string[] {
  const rooms = ownerId === null ? [ALL] : [ALL, ofUser(ownerId)];
  return portfolio ? rooms.flatMap((room) => [room, ofPortfolio(room, portfolio.id)]) : rooms;
}

/** Makes a socket watch a list: what changes while its rows are read comes too, in rows of a higher seq. */
export async function watchRuns(
  socket: LiveSocket,
  { filter, runIds = [] }: WatchRunsCommand,
  lists: Pick<WatchedLists, "shown">,
  parts: WatchRunsParts,
): Promise<Begun<WatchRunsValue>> {
  const { data } = socket;
  if (filter.scope === "all" && data.viewer.role !== "admin") return notBegun("ERR_AUTH_002");
  data.list?.leave();
  const read = async () => {
    const runs = await parts.readList(data.viewer, filter, runIds);
    lists.shown(runs);
    return runs;
  };
  const list = followList(socket, roomOf(data.viewer, filter), read);
  data.list = list;
  try {
    const value = { at: parts.now().toISOString(), runs: await read() };
    return { answer: { ok: true, value }, leave: list.leave };
  } catch (error) {
    list.leave();
    throw error;
  }
}

/** The socket watches no list any more. */
export function unwatchRuns({ data }: LiveSocket): void {
  data.list?.leave();
}

function roomOf({ userId }: SocketViewer, { scope, portfolioId }: RunListFilter): string {
  const room = scope === "all" ? ALL : ofUser(userId);
  return portfolioId ? ofPortfolio(room, portfolioId) : room;
}

function followList(socket: LiveSocket, room: string, read: () => Promise<ListedRun[]>): Followed {
  let isPaused = false;
  const join = () => void socket.join([room, LISTS_ROOM]);
  const quit = () => [room, LISTS_ROOM].forEach((each) => void socket.leave(each));
  join();
  const list: Followed = {
    isPaused: () => isPaused,
    pause() {
      isPaused = true;
      quit();
    },
    async resume() {
      if (!isPaused || socket.data.list !== list) return;
      isPaused = false;
      join();
      for (const run of await read()) {
        if (!isPaused && socket.data.list === list) socket.emit("run-changed", run);
      }
    },
    leave() {
      if (socket.data.list !== list) return;
      socket.data.list = null;
      quit();
    },
  };
  return list;
}
