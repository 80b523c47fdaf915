"use client";

import Link from "next/link";
import { FormAlert } from "#components/form/form-alert.tsx";
import { useFormat } from "#components/frame/format-context.tsx";
import type { EarlierImport } from "./create-portfolio.ts";
import type { ImportForm } from "./use-import.ts";

/** Says that the same positions are there already, and asks what is meant. */
export function ImportedBefore({
  earlier: { id, accountName, createdAt },
  form,
}: {
  earlier: EarlierImport;
  form: ImportForm;
}) {
  const format = useFormat();
  return (
    <FormAlert>
      <p>
        You imported these positions on {format.day(createdAt.slice(0, 10))} as <strong>{accountName}</strong>. Nothing
        was added.
      </p>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Link prefetch={false} href={`/portfolios/${id}`} className="text-link underline">
          Open it
        </Link>
        <button
          type="button"
          aria-disabled={form.busy}
          onClick={() => void form.submit(true)}
          className="min-h-6 text-left text-link underline"
        >
          Import it once more as {form.values.accountName.trim() || "another account"}
        </button>
      </p>
    </FormAlert>
  );
}
