"use client";

import { Modal } from "@heroui/react/modal";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Command } from "./command.ts";
import { CommandField } from "./command-field.tsx";
import { doDeed } from "./do-deed.ts";
import type { EarlyKeys } from "./early-keys.ts";
import { type ReadContent, usePaletteContent } from "./use-palette-content.ts";

interface PaletteDialogProps {
  pathname: string;
  isAdmin: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onShowKeys: () => void;
  early: EarlyKeys;
}

/** One field that goes to any page, portfolio or run, starts and cancels runs, and changes the theme. */
export function PaletteDialog({ pathname, isAdmin, isOpen, onOpenChange, ...props }: PaletteDialogProps) {
  const content = usePaletteContent(pathname, isAdmin, isOpen);
  return (
    <Modal.Backdrop {...{ isOpen, onOpenChange }} isDismissable>
      <Modal.Container placement="top" scroll="inside" className="modal__container sm:pt-[12dvh]">
        <Modal.Dialog
          aria-label="Go to a page or do something"
          className="max-w-xl overflow-hidden rounded-xl border border-border p-0"
        >
          <Palette {...{ ...props, content, isAdmin, isOpen }} onDone={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

type PaletteProps = Pick<PaletteDialogProps, "isAdmin" | "isOpen" | "onShowKeys" | "early"> & {
  content: ReadContent;
  onDone: () => void;
};

/** Made anew each time the dialog opens. */
function Palette({ content, isAdmin, isOpen, early, onShowKeys, onDone }: PaletteProps) {
  const router = useRouter();
  const [doing, setDoing] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const choose = async ({ deed }: Command) => {
    if (doing) return;
    setDoing(true);
    const refused = await doDeed(deed, { go: (href) => router.push(href), showKeys: onShowKeys });
    setDoing(false);
    setRefusal(refused);
    // The list of keys takes the place of this dialog.
    if (refused === null && deed.kind !== "keys") onDone();
  };
  return (
    <>
      <CommandField {...{ content, isAdmin, isOpen, early }} onChoose={(command) => void choose(command)} />
      {(doing || refusal) && (
        <p
          role="alert"
          className={`border-t border-border px-4 py-3 text-data ${doing ? "text-muted" : "text-failed"}`}
        >
          {doing ? "One moment…" : refusal}
        </p>
      )}
    </>
  );
}
