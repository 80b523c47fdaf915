"use client";

import { type SubmitEvent, useState } from "react";
import { TextField } from "#components/form/text-field.tsx";
import type { Decided } from "./listed-quarantine.ts";

/** Why prices are believed, or doubted again; the word of the button says which. */
export function DecisionForm({
  verb,
  decide,
  onDone,
  onClose,
}: {
  verb: string;
  decide: (note: string) => Promise<Decided>;
  onDone: (done: Decided) => void;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const note = String(new FormData(event.currentTarget).get("note") ?? "").trim();
    setBusy(true);
    const done = await decide(note);
    setBusy(false);
    onDone(done);
    if ("said" in done) onClose();
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="mt-2 grid max-w-md gap-2">
      <TextField
        label="Why"
        name="note"
        autoComplete="off"
        autoFocus
        maxLength={200}
        hint="Kept with the decision. Optional."
      />
      <div className="flex gap-2">
        <button type="submit" aria-disabled={busy} className="button button--primary button--sm">
          {busy ? "One moment…" : verb}
        </button>
        <button type="button" onClick={onClose} className="button button--outline button--sm">
          Close
        </button>
      </div>
    </form>
  );
}
