"use client";

import { ChangeSourceButton } from "#components/prices/change-source-button.tsx";
import { StatusIcon } from "#components/status/status-icon.tsx";
import type { RunState } from "#lib/run/state.ts";
import { isUnpriced } from "./run-ending.ts";
import type { RunOrigin } from "./run-origin.ts";
import { failureText } from "./run-title.ts";

/** Why a run failed, in full: the one place of the page that says it. */
export function FailureNotice({ state, origin: { prices } }: { state: RunState; origin: RunOrigin }) {
  const text = failureText(state);
  if (text === null) return null;
  return (
    <div data-failure className="-mt-1 mb-4 flex gap-2.5 rounded-lg border border-failed px-3 py-2">
      <span className="pt-0.5">
        <StatusIcon status="failed" />
      </span>
      <p className="min-w-0 wrap-anywhere">
        {text}{" "}
        {prices && isUnpriced(state) && (
          <ChangeSourceButton choice={prices} after={{ retry: state.runId }} look="link">
            Change price source
          </ChangeSourceButton>
        )}
      </p>
    </div>
  );
}
