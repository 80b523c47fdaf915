"use client";

import { CalendarDays } from "lucide-react";
import { useId, useState } from "react";
import { EARLIEST_DATE, readDate } from "#lib/portfolio-import/calendar-date.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { FileChange } from "./file-changes.ts";
import { useCounted } from "./use-counted.ts";

/** Asks once for the day of all rows that lack one: brokers' exports have none. */
export function MissingDates({
  problems,
  today,
  onChange,
}: {
  problems: readonly Problem[];
  /** YYYY-MM-DD. */
  today: string;
  onChange: (change: FileChange) => void;
}) {
  const id = useId();
  const counted = useCounted();
  const [text, setText] = useState("");
  const rows = problems.flatMap(({ code, row }) => (code === "ERR_POS_012" && row !== null ? [row] : []));
  if (rows.length === 0) return null;
  const date = readDate(text.trim());
  const isFit = date !== null && date >= EARLIEST_DATE && date <= today;
  const apply = () => {
    if (!isFit) return;
    const cells = rows.map((row) => [row, "Entry Date" as const, date] as [number, "Entry Date", string]);
    onChange({ text: `Entry date ${date} for ${counted(rows.length, "row")} without one`, cells });
  };
  return (
    <form
      aria-label="Entry dates that are missing"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      className="panel flex gap-3 px-4 py-3"
    >
      <CalendarDays aria-hidden size={18} className="mt-0.5 shrink-0 text-accent" />
      <div className="grid min-w-0 gap-2">
        <div>
          <h2 tabIndex={-1} data-bulk-question={rows.length > 1 ? true : undefined} className="font-semibold">
            {counted(rows.length, "row")} {rows.length === 1 ? "lacks" : "lack"} an entry date
          </h2>
          <p id={`${id}-hint`} className="text-data text-muted">
            Brokers leave it out of their exports. Enter it row by row in the table, or one day for all: that on which
            the account's history is to begin, with what each position had cost.
          </p>
        </div>
        <div className="flex flex-wrap items-end gap-2">
          <label htmlFor={id} className="grid gap-1 text-data font-medium">
            Entry date
            <input
              id={id}
              type="date"
              min={EARLIEST_DATE}
              max={today}
              value={text}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setText(event.currentTarget.value)}
              className="input min-h-9"
            />
          </label>
          <button type="submit" aria-disabled={!isFit} className="button button--outline">
            {rows.length === 1 ? "Use it for the row" : `Use it for all ${counted(rows.length, "row")}`}
          </button>
        </div>
      </div>
    </form>
  );
}
