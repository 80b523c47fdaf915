"use client";

import { createContext, useContext } from "react";

/** Null while the page shows the present; else the instant it shows, in ms by the server's clock. */
export const StoppedClock = createContext<number | null>(null);

/** The instant at which what is shown stands still: the page is out of touch with the server, or replays the past. */
export function useStoppedAt(): number | null {
  return useContext(StoppedClock);
}
