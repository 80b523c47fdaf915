"use client";

import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import * as z from "zod/mini";
import { Card } from "#components/portfolio/card.tsx";
import { useResult } from "#components/portfolio/use-result.ts";
import { counted } from "#lib/counted.ts";
import { isValued } from "#lib/portfolio-edits/is-valued.ts";
import type { EditedFlow, EditedPosition, EditedValuation, EditTarget } from "./edit-target.ts";
import { useEdits } from "./edits-context.tsx";
import { EventRow } from "./event-row.tsx";
import { EVENT_FILTERS, type EventFilter, filterEvents, type PricedAction, timelineOf } from "./timeline.ts";

const AT_ONCE = 50;
const NO_ACTIONS: readonly PricedAction[] = [];

const answer = z.object({
  actions: z.array(
    z.object({ symbol: z.string(), date: z.string(), kind: z.enum(["split", "dividend"]), value: z.number() }),
  ),
});
const readActions = (body: unknown): readonly PricedAction[] => answer.parse(body).actions;

/** What happened to the account, day by day: entries, exits, money in and out, valuations; each can be mended here. */
export function EventsPanel({
  portfolioId,
  positions,
  flows,
  valuations,
}: {
  portfolioId: string;
  positions: readonly EditedPosition[];
  flows: readonly EditedFlow[];
  valuations: readonly EditedValuation[];
}) {
  const [filter, setFilter] = useState<EventFilter>("own");
  const [most, setMost] = useState(AT_ONCE);
  const result = useResult(`/api/v1/portfolios/${portfolioId}/actions`, readActions);
  const actions = result.state === "ready" ? result.value : NO_ACTIONS;
  const events = useMemo(
    () => timelineOf({ positions, flows, valuations, actions }),
    [positions, flows, valuations, actions],
  );
  const shown = filterEvents(events, filter);
  const hasPrivate = positions.some(isValued);
  return (
    <Card title="Events" aside={counted(shown.length, "event")}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <select
          aria-label="Which events"
          value={filter}
          onChange={(event) => setFilter(EVENT_FILTERS.find(({ id }) => id === event.target.value)?.id ?? "own")}
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
          {hasPrivate && <AddButton target={{ kind: "valuation", valuation: null }} name="Valuation" />}
        </div>
      </div>
      {result.state === "failed" && (
        <p role="alert" className="mb-3 text-data text-muted">
          Splits and dividends could not be read. {result.text}{" "}
          <button type="button" onClick={result.retry} className="min-h-6 cursor-pointer text-link underline">
            Try again
          </button>
        </p>
      )}
      {shown.length === 0 ? (
        <p className="py-6 text-center text-data text-muted">Nothing of this kind so far.</p>
      ) : (
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
            {shown.slice(0, most).map((event) => (
              <EventRow key={event.key} event={event} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length > most && (
        <button
          type="button"
          onClick={() => setMost(most + AT_ONCE)}
          className="button button--outline mt-3 self-center"
        >
          {`Show ${Math.min(AT_ONCE, shown.length - most)} more of ${shown.length}`}
        </button>
      )}
    </Card>
  );
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
