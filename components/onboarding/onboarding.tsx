"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { FormAlert } from "#components/form/form-alert.tsx";
import { orNotice } from "#components/frame/lazily.tsx";
import { FileDropCard } from "./file-drop-card.tsx";
import { NextPhases } from "./next-phases.tsx";
import type { OnboardingOffer } from "./onboarding-offer.ts";
import { type PickedFile, pastedFile, pickFile } from "./picked-file.ts";
import { markPicked } from "./preview-timing.ts";
import { SampleCard } from "./sample-card.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { usePaste } from "./use-paste.ts";

// The parser, the preview and the form come when there is a file to show in them.
const loadWorkbench = () => orNotice(import("./import-workbench.tsx").then((module) => module.ImportWorkbench));
const ImportWorkbench = dynamic(loadWorkbench, {
  ssr: false,
  loading: () => <div className="panel h-96 motion-safe:animate-pulse" role="status" aria-label="Reading the file" />,
});
const DiscardChanges = dynamic(
  () => orNotice(import("./discard-changes.tsx").then((module) => module.DiscardChanges)),
  { ssr: false },
);

/** From a positions file or a sample portfolio to a run. */
export function Onboarding({ offer }: { offer: OnboardingOffer }) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  // Of two files chosen one after the other the later counts, whichever is read first.
  const latest = useRef(0);
  const [changeCount, setChangeCount] = useState(0);
  const [waiting, setWaiting] = useState<{ readonly go: () => void } | null>(null);
  /** Whatever puts another file in place of one that was put right asks first. */
  const unlessChanged = (go: () => void) => {
    if (changeCount > 0) setWaiting({ go });
    else go();
  };
  const pick = async (chosen: File) => {
    markPicked();
    const turn = ++latest.current;
    const picked = await pickFile(chosen);
    if (turn === latest.current) take(picked);
  };
  const take = (picked: ReturnType<typeof pastedFile>) => {
    if ("refused" in picked) return setRefused(picked.refused);
    setRefused(null);
    setFile(picked);
  };
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) alert.current?.scrollIntoView({ block: "center" });
  }, [refused]);
  const onPick = (chosen: File) => unlessChanged(() => void pick(chosen));
  const onPaste = (text: string) => {
    markPicked();
    latest.current++;
    take(pastedFile(text));
  };
  const onFiles = (chosen: readonly File[]) => {
    const [only, ...others] = chosen;
    if (others.length > 0)
      setRefused(`These are ${chosen.length} files. Take one at a time: each is a portfolio of its own.`);
    else if (only) onPick(only);
  };
  const upload = useRef<HTMLHeadingElement>(null);
  const onLeave = () =>
    unlessChanged(() => {
      flushSync(() => setFile(null));
      upload.current?.focus();
    });
  usePaste(file === null, { onFiles, onText: onPaste });
  const hovering = useFileDrop(onFiles);
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
        <ImportWorkbench {...{ file, offer, onPick, onLeave }} onChanges={setChangeCount} />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
          <FileDropCard {...{ hovering, heading: upload, onPick, onPaste }} onPrepare={() => void loadWorkbench()} />
          <div className="grid gap-6">
            <section aria-labelledby="samples" className="grid gap-3">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <h2 id="samples" className="text-section font-semibold">
                  Or try a sample
                </h2>
                <SimulatedMark />
              </div>
              <ul className="panel overflow-hidden">
                {offer.samples.map((sample) => (
                  <SampleCard key={sample.id} sample={sample} accountNames={offer.accountNames} />
                ))}
              </ul>
            </section>
            <NextPhases />
          </div>
        </div>
      )}
      {file && <DiscardChanges count={changeCount} onDiscard={waiting?.go ?? null} onKeep={() => setWaiting(null)} />}
    </div>
  );
}
