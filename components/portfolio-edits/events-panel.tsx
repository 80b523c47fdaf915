"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { useInBrowser } from "#components/frame/use-in-browser.ts";
import { Card } from "#components/portfolio/card.tsx";
import { LazyPart } from "#components/portfolio/lazy-part.tsx";
import { Pages } from "#components/portfolio/pages.tsx";
import { useResult } from "#components/portfolio/use-result.ts";
import {
  type AccountEvent,
  EVENT_FILTERS,
  EVENTS_AT_ONCE,
  type EventFilter,
  eventsPath,
  readEvents,
} from "./account-events.ts";
import type { EditTarget } from "./edit-target.ts";
import { useEdits } from "./edits-context.tsx";
import { EventRow } from "./event-row.tsx";

/** What happened to the account, day by day, and what it did to the cash; what was entered can be mended here. */
export function EventsPanel({
  portfolioId,
  hasValued,
  readAt,
}: {
  portfolioId: string;
  /** Whether there is anything to be valued by hand. */
  hasValued: boolean;
  /** When the page was read: the events are read again after it was. */
  readAt: string;
}) {
  const [{ filter, offset }, setShown] = useState<{ filter: EventFilter; offset: number }>({
    filter: "own",
    offset: 0,
  });
  const format = useFormat();
  const isInBrowser = useInBrowser();
  const result = useResult(eventsPath(portfolioId, filter, offset), readEvents, readAt);
  return (
    <Card title="Events" aside={result.state === "ready" && format.counted(result.value.total, "event")}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <select
          aria-label="Which events"
          // What is chosen before the page can hear it would be lost: the panel is made anew when its code has come.
          disabled={!isInBrowser}
          value={filter}
          onChange={(event) => {
            setShown({ filter: EVENT_FILTERS.find(({ id }) => id === event.target.value)?.id ?? "own", offset: 0 });
          }}
          className="input min-h-9 max-sm:w-full"
        >
          {EVENT_FILTERS.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <div className="flex flex-wrap gap-2 sm:ml-auto">
          <AddButton target={{ kind: "position", position: null }} name="Position" />
          <AddButton target={{ kind: "flow", flow: null }} name="Cash flow" />
          {hasValued && <AddButton target={{ kind: "valuation", valuation: null }} name="Valuation" />}
        </div>
      </div>
      <LazyPart result={result} what="the events">
        {({ events, total }) => (
          <>
            <Events events={events} />
            <Pages
              name="events"
              {...{ offset, total, atOnce: EVENTS_AT_ONCE }}
              onPage={(next) => setShown({ filter, offset: next })}
            />
          </>
        )}
      </LazyPart>
    </Card>
  );
}

function Events({ events }: { events: readonly AccountEvent[] }) {
  if (events.length === 0) return <p className="py-6 text-center text-data text-muted">Nothing of this kind so far.</p>;
  return (
    <table className="figures w-full text-left text-data">
      <thead className="text-meta text-muted">
        <tr>
          <th className="pb-1.5 font-medium max-sm:hidden">Date</th>
          <th className="pb-1.5 font-medium">Event</th>
          <th className="pr-2 pb-1.5 text-right font-medium whitespace-nowrap">Cash ($)</th>
          <th className="pb-1.5">
            <span className="sr-only">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow key={keyOf(event)} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function keyOf({ kind, date, position, flow, valuation, action }: AccountEvent): string {
  return `${kind} ${position?.id ?? flow?.id ?? valuation?.id ?? `${action?.symbol} ${date}`}`;
}

function AddButton({ target, name }: { target: EditTarget; name: string }) {
  const { open } = useEdits();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`Add ${name.toLowerCase()}`}
      onClick={() => open(target)}
      className="button button--outline button--sm"
    >
      <Plus aria-hidden size={14} /> {name}
    </button>
  );
}
