"use client";

import { type RefObject, useEffect } from "react";
import { EVERY_ENTRY } from "#lib/run/log-filter.ts";
import { readLogLink } from "#lib/run/log-link.ts";
import type { LogReader } from "#lib/run-store/log-reader.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";

interface AddressLine {
  store: ShownRun;
  reader: LogReader;
  section: RefObject<HTMLElement | null>;
  /** Called once the address has been followed, also where it leads to no line; null: it is not followed. */
  onFollowed: (() => void) | null;
}

/** Goes to the line that the page's address names. In a replay its moment comes first: of then, and where the page is. */
export function useAddressLine({ store, reader, section, onFollowed }: AddressLine): void {
  useEffect(() => {
    if (!onFollowed) return;
    const { state, sync } = store.view.getState();
    // Who has chosen otherwise before this page could hear it is not led away from that.
    const isChosen = reader.view.getState().filter !== EVERY_ENTRY;
    const link = isChosen ? null : readLogLink(window.location.search, state.phases);
    const isPast = sync.kind === "replay";
    if (link) reader.show(link.filter, isPast && link.line > state.seq ? null : link.line);
    // On a narrow page the log is below the phases.
    if (link && !isPast) section.current?.scrollIntoView({ block: "start" });
    onFollowed();
  }, [store, reader, section, onFollowed]);
}
