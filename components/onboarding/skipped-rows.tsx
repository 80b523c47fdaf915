import { useMemo } from "react";
import { counted } from "#lib/counted.ts";
import type { SkippedRow } from "#lib/portfolio-import/skipped-row.ts";
import { groupedSkips } from "./grouped-skips.ts";

const MOST_NAMED = 20;

/** What of the file is no position, by reason. */
export function SkippedRows({ skipped }: { skipped: readonly SkippedRow[] }) {
  const groups = useMemo(() => groupedSkips(skipped), [skipped]);
  const unnamed = groups.length - MOST_NAMED;
  return (
    <section aria-labelledby="skipped" className="text-data text-muted">
      <h2 id="skipped" className="font-medium text-foreground">
        Left out on purpose
      </h2>
      <ul>
        {groups.slice(0, MOST_NAMED).map(({ reason, lines }) => (
          <li key={reason} className="break-words">
            {lines}: {reason}
          </li>
        ))}
        {unnamed > 0 && <li>and {counted(unnamed, "more reason", "more reasons")}</li>}
      </ul>
    </section>
  );
}
