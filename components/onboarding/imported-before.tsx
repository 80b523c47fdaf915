"use client";

import { CopyCheck } from "lucide-react";
import Link from "next/link";
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
    <div role="alert" className="flex gap-2 rounded-lg border border-attention px-3 py-2.5">
      <CopyCheck aria-hidden size={16} className="mt-0.5 shrink-0 text-attention" />
      <div className="min-w-0">
        <p>
          You imported these positions on {format.day(createdAt.slice(0, 10))} as <strong>{accountName}</strong>.
          Nothing was added.
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
      </div>
    </div>
  );
}
