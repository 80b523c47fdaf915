"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { NOT_LOADED } from "#components/frame/lazily.tsx";
import { freeName, type OfferedSample } from "./onboarding-offer.ts";

/** A portfolio to try the product with: one click, and its run is under way. */
export function SampleCard({ sample, accountNames }: { sample: OfferedSample; accountNames: readonly string[] }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const router = useRouter();
  const start = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const code = await Promise.all([import("./create-portfolio.ts"), import("./request-key.ts")]).catch((error) => {
      console.warn("what starts a sample could not be loaded", error);
      return null;
    });
    if (!code) {
      setBusy(false);
      return setRefusal(`${NOT_LOADED} Load it again.`);
    }
    const [{ createPortfolio }, { createRequestKeys }] = code;
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
    <li className="grid gap-2 border-b border-separator px-4 py-3 last:border-b-0">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="font-medium">{sample.name}</h3>
          <p className="text-data text-muted">{sample.description}.</p>
        </div>
        <button
          type="button"
          aria-disabled={busy}
          onClick={() => void start()}
          className="button button--outline button--sm shrink-0"
        >
          <Play aria-hidden size={14} /> {busy ? "Starting…" : "Try it"}
          <span className="sr-only">: {sample.name}</span>
        </button>
      </div>
      {refusal && <FormAlert>{refusal}</FormAlert>}
    </li>
  );
}
