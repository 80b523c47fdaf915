"use client";

import { Pencil, Trash2 } from "lucide-react";
import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
import { scenarioDeletion } from "./deletions.ts";
import type { EditTarget } from "./edit-target.ts";
import { RowButton } from "./row-button.tsx";

/** What can be done with a scenario of one's own. */
export function ScenarioActions({
  result: { scenario: id, name, shocks },
}: {
  result: { readonly scenario: string; readonly name: string; readonly shocks: StressShocks };
}) {
  const scenario = { id, name, shocks };
  const edit: EditTarget = { kind: "scenario", scenario };
  const remove: EditTarget = { kind: "delete", of: scenarioDeletion(scenario) };
  return (
    <span className="inline-flex">
      <RowButton target={edit} label={`Edit ${name}`}>
        <Pencil aria-hidden size={14} />
      </RowButton>
      <RowButton target={remove} label={`Delete ${name}`}>
        <Trash2 aria-hidden size={14} />
      </RowButton>
    </span>
  );
}
