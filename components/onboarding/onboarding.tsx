"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { FileDropCard } from "./file-drop-card.tsx";
import { NextPhases } from "./next-phases.tsx";
import type { OnboardingOffer } from "./onboarding-offer.ts";
import { type PickedFile, pickFile } from "./picked-file.ts";
import { SampleCard } from "./sample-card.tsx";
import { useFileDrop } from "./use-file-drop.ts";

// The parser, the preview and the form come when there is a file to show in them.
const loadWorkbench = () => import("./import-workbench.tsx").then((module) => module.ImportWorkbench);
const ImportWorkbench = dynamic(loadWorkbench, {
  ssr: false,
  loading: () => <div className="panel h-96 motion-safe:animate-pulse" role="status" aria-label="Reading the file" />,
});

/** From a positions file or a sample portfolio to a run. */
export function Onboarding({ offer }: { offer: OnboardingOffer }) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const pick = async (chosen: File) => {
    const picked = await pickFile(chosen);
    if ("refused" in picked) return setRefused(picked.refused);
    setRefused(null);
    setFile(picked);
  };
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) alert.current?.scrollIntoView({ block: "center" });
  }, [refused]);
  const onPick = (chosen: File) => void pick(chosen);
  const hovering = useFileDrop(onPick);
  useEffect(() => {
    if (hovering) void loadWorkbench();
  }, [hovering]);
  return (
    <div className="grid max-w-7xl gap-4">
      {refused && (
        <div ref={alert}>
          <FormAlert>{refused}</FormAlert>
        </div>
      )}
      {file ? (
        <ImportWorkbench file={file} offer={offer} onPick={onPick} onLeave={() => setFile(null)} />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
          <FileDropCard hovering={hovering} onPick={onPick} onPrepare={() => void loadWorkbench()} />
          <div className="grid gap-6">
            <section aria-labelledby="samples" className="grid gap-3">
              <h2 id="samples" className="text-section font-semibold">
                Or try a sample
              </h2>
              {offer.samples.map((sample) => (
                <SampleCard key={sample.id} sample={sample} accountNames={offer.accountNames} />
              ))}
            </section>
            <NextPhases />
          </div>
        </div>
      )}
    </div>
  );
}
