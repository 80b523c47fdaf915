import { refused } from "#lib/run/live-refusals.ts";
import type { LiveSocket } from "./live-socket.ts";
import { createMessageRate } from "./message-rate.ts";

/** Refuses what a socket sends beyond its rate, by name, and cuts it off when it does not mind; `now` in ms. */
export function limitMessages(socket: LiveSocket, now: () => number): void {
  const fateOfNext = createMessageRate(now);
  socket.use((message, next) => {
    const fate = fateOfNext();
    if (fate === "taken") return next();
    if (fate === "cut-off") return void socket.disconnect(true);
    const answer: unknown = message.at(-1);
    if (typeof answer === "function") answer(refused("ERR_LIVE_005"));
  });
}
