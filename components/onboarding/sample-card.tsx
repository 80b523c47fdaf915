"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { freeName, type OfferedSample } from "./onboarding-offer.ts";
import { SimulatedMark } from "./simulated-mark.tsx";

/** A portfolio to try the product with: one click, and its run is under way. */
export function SampleCard({ sample, accountNames }: { sample: OfferedSample; accountNames: readonly string[] }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const router = useRouter();
  const start = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const [{ createPortfolio }, { createRequestKeys }] = await Promise.all([
      import("./create-portfolio.ts"),
      import("./request-key.ts"),
    ]);
    const accountName = freeName(sample.accountName, accountNames);
    const made = await createPortfolio({
      fields: { accountName, name: sample.name },
      source: { sample: sample.id },
      idempotencyKey: createRequestKeys()(),
    });
    if ("runId" in made) return router.push(`/runs/${made.runId}`);
    setBusy(false);
    setRefusal(made.refusal.message);
  };
  return (
    <article className="panel grid gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{sample.name}</h3>
        <SimulatedMark />
      </div>
      {refusal && <FormAlert>{refusal}</FormAlert>}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="min-w-0 grow basis-56 text-muted">{sample.description}.</p>
        <button
          type="button"
          aria-disabled={busy}
          onClick={() => void start()}
          className="button button--outline shrink-0"
        >
          <Play aria-hidden size={16} /> {busy ? "Starting…" : "Try this sample"}
          <span className="sr-only">: {sample.name}</span>
        </button>
      </div>
    </article>
  );
}
