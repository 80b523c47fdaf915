"use client";

import { ChangeSourceButton } from "#components/prices/change-source-button.tsx";
import { StatusIcon } from "#components/status/status-icon.tsx";
import type { RunState } from "#lib/run/state.ts";
import { isUnpriced } from "./run-ending.ts";
import type { RunOrigin } from "./run-origin.ts";
import { aftermathText, failureText } from "./run-title.ts";

/** Of a run that broke off: why, in full and in this one place of the page, what is safe, and what comes next. */
export function EndingNotice({ state, origin: { prices } }: { state: RunState; origin: RunOrigin }) {
  const aftermath = aftermathText(state);
  const failure = failureText(state);
  if (aftermath === null) return null;
  return (
    <div
      data-ending
      className={`-mt-1 mb-4 flex gap-2.5 rounded-lg border px-3 py-2 ${failure === null ? "border-border" : "border-failed"}`}
    >
      <span className="pt-0.5">
        <StatusIcon status={state.status} />
      </span>
      <div className="min-w-0 wrap-anywhere">
        {failure && (
          <p>
            {failure}{" "}
            {prices && isUnpriced(state) && (
              <ChangeSourceButton choice={prices} after={{ retry: state.runId }} look="link">
                Change price source
              </ChangeSourceButton>
            )}
          </p>
        )}
        <p className="text-muted">{aftermath}</p>
      </div>
    </div>
  );
}
