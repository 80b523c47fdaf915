"use client";

import { type SubmitEvent, useState } from "react";
import { TextField } from "#components/form/text-field.tsx";
import { type Done, enterAlias } from "./listed-failure.ts";

/** What live providers are to be asked for instead of a symbol. */
export function AliasForm({
  symbol,
  present,
  onDone,
  onClose,
}: {
  symbol: string;
  present: string | null;
  onDone: (done: Done) => void;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const entered = new FormData(event.currentTarget);
    const text = (name: string) => String(entered.get(name) ?? "").trim();
    const alias = text("alias").toUpperCase();
    if (!/^[A-Z0-9.\-_]{1,20}$/.test(alias)) return setError("Letters, digits, dot, dash or underscore, at most 20.");
    setBusy(true);
    const done = await enterAlias(symbol, alias, text("note"));
    setBusy(false);
    onDone(done);
    if ("said" in done) onClose();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="mt-3 grid items-start gap-3 sm:grid-cols-[12rem_1fr_auto]"
    >
      <TextField
        label={`Ask for ${symbol} as`}
        name="alias"
        autoComplete="off"
        autoFocus
        defaultValue={present ?? ""}
        hint="Its symbol at the providers now."
        error={error}
      />
      <TextField label="Why" name="note" autoComplete="off" hint="As in “renamed on 9 June 2022”. Optional." />
      <div className="flex gap-2 sm:pt-6">
        <button type="submit" aria-disabled={busy} className="button button--primary button--sm">
          {busy ? "One moment…" : "Store"}
        </button>
        <button type="button" onClick={onClose} className="button button--outline button--sm">
          Close
        </button>
      </div>
    </form>
  );
}
