"use client";

import { Modal } from "@heroui/react/modal";
import Link from "next/link";
import { Fragment } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { PriceFilesField } from "#components/onboarding/price-files-field.tsx";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import type { AfterChange, PriceChoice } from "./price-choice.ts";
import { SourceRadio } from "./source-radio.tsx";
import { type SourceChange, useSourceChange } from "./use-source-change.ts";

/** Where a portfolio's prices are to come from, and the run that computes with them. */
export function ChangeSourceDialog({
  choice,
  after,
  isOpen,
  onOpenChange,
}: {
  choice: PriceChoice;
  after: AfterChange;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const change = useSourceChange(choice, after);
  const { busy, refused } = change;
  return (
    <Modal.Backdrop {...{ isOpen, onOpenChange }} isDismissable={!busy}>
      <Modal.Container placement="center" scroll="inside">
        <Modal.Dialog className="max-w-lg rounded-xl border border-border">
          <Modal.Header>
            <Modal.Heading className="text-section font-semibold">Change price source</Modal.Heading>
            <p className="text-body text-muted">
              Every session is computed anew from the prices of the source you choose. Positions stay as they are.
            </p>
          </Modal.Header>
          <Modal.Body className="text-foreground">
            <Sources {...{ choice, change }} />
          </Modal.Body>
          {/* Beside the buttons, in view wherever the list is scrolled to. */}
          {refused && (
            <div className="mt-3 mb-5">
              <FormAlert>
                {refused.refusal}
                {refused.runId && (
                  <Link prefetch={false} href={`/runs/${refused.runId}`} className="ml-1 text-link underline">
                    Open that run
                  </Link>
                )}
              </FormAlert>
            </div>
          )}
          <Modal.Footer>
            <button type="button" disabled={busy} onClick={() => onOpenChange(false)} className="button button--ghost">
              Leave it
            </button>
            <button
              type="button"
              aria-disabled={busy}
              onClick={() => void change.submit()}
              className="button button--primary"
            >
              {busy ? "Starting…" : submitText(change, choice, after)}
            </button>
          </Modal.Footer>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function submitText({ chosen, prices }: SourceChange, { present }: PriceChoice, after: AfterChange): string {
  const isSame = chosen === present && !(chosen === UPLOAD && prices.files.length > 0);
  if (after === "run") return isSame ? "Run again" : "Change and run";
  return isSame ? "Retry" : "Change and retry";
}

function Sources({ choice: { offered, present, hasFiles }, change }: { choice: PriceChoice; change: SourceChange }) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">Prices</legend>
      {offered.map((source) => (
        <Fragment key={source.name}>
          <SourceRadio
            {...{ source, group: "changedPriceSource" }}
            checked={change.chosen === source.name}
            onChoose={() => change.choose(source.name)}
            isInUse={source.name === present}
          />
          {source.name === UPLOAD && change.chosen === UPLOAD && (
            <>
              {hasFiles && (
                <p className="text-data text-muted">The files uploaded before are used, unless you choose others.</p>
              )}
              <PriceFilesField form={change} positions={[]} />
            </>
          )}
        </Fragment>
      ))}
    </fieldset>
  );
}
