import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { type PriceFiles, usePriceFiles } from "#components/onboarding/use-price-files.ts";
import { startRun } from "#components/portfolio/start-run.ts";
import { runAddress } from "#components/run/run-address.ts";
import { sendRetry } from "#components/run/send-retry.ts";
import type { PriceFileProblem } from "#lib/price-files/price-file-problem.ts";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import type { AfterChange, PriceChoice } from "./price-choice.ts";
import { type SourceRefusal, sendPriceSource } from "./send-price-source.ts";

export interface SourceChange {
  readonly chosen: string;
  readonly choose: (source: string) => void;
  readonly prices: PriceFiles;
  readonly priceProblems: readonly PriceFileProblem[];
  /** Why nothing has happened, in words, with the run that stands in the way where there is one. */
  readonly refused: Pick<SourceRefusal, "refusal" | "runId"> | null;
  readonly busy: boolean;
  readonly submit: () => Promise<void>;
}

type Refused = Omit<SourceRefusal, "files"> & {
  readonly files: readonly PriceFileProblem[];
  /** What the problems are about; another choice of files has its own. */
  readonly of: PriceFiles["files"];
};

/** Changes where a portfolio's prices come from, and goes to the run that computes with them. */
export function useSourceChange({ portfolioId, present, hasFiles }: PriceChoice, after: AfterChange): SourceChange {
  const router = useRouter();
  const pathname = usePathname();
  const prices = usePriceFiles();
  const [source, setSource] = useState(present);
  const [chosen, choose] = useState(present);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const refuse = (why: Partial<SourceRefusal>) => {
    setRefused({ ...{ refusal: "", runId: null, files: [] }, ...why, of: prices.files });
    setBusy(false);
  };
  const submit = async () => {
    if (busy) return;
    const files = chosen === UPLOAD ? prices.files : [];
    if (files.length > 0 && prices.checked.problems.length > 0) return;
    if (chosen === UPLOAD && !hasFiles && files.length === 0) return refuse({ refusal: "Choose the price files." });
    setBusy(true);
    setRefused(null);
    const isChanged = chosen !== source || files.length > 0;
    const refusal = isChanged ? await sendPriceSource(portfolioId, chosen, files) : null;
    if (refusal) return refuse(refusal);
    // What is done is not asked for again, should the run not start.
    setSource(chosen);
    const run = await (after === "run" ? startRun(portfolioId) : sendRetry(after.retry));
    if ("runId" in run) return router.push(runAddress(pathname, run.runId));
    refuse({
      refusal: isChanged ? `The price source is changed, but no run has started. ${run.refusal}` : run.refusal,
    });
  };
  const ofServer = refused?.of === prices.files ? refused.files : [];
  const priceProblems = ofServer.length > 0 ? ofServer : prices.checked.problems;
  const isElsewhere = ofServer.length > 0 || !refused?.refusal;
  return { chosen, choose, prices, priceProblems, refused: isElsewhere ? null : refused, busy, submit };
}
