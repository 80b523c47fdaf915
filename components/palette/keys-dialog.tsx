"use client";

import { Modal } from "@heroui/react/modal";
import { X } from "lucide-react";
import { useState } from "react";
import type { KeyGroup } from "./key-group.ts";
import { Keys } from "./keys.tsx";
import { listKeys } from "./list-keys.ts";
import { areCharacterKeysOn, setCharacterKeys } from "./shortcut-key.ts";

/** Which keys do what here, and the choice to do without those of one character. */
export function KeysDialog({
  pathname,
  isAdmin,
  isOpen,
  onOpenChange,
}: {
  pathname: string;
  isAdmin: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  return (
    <Modal.Backdrop {...{ isOpen, onOpenChange }} isDismissable>
      <Modal.Container placement="center" scroll="inside">
        <Modal.Dialog className="max-w-2xl rounded-xl border border-border p-0">
          <Modal.Header className="flex flex-row items-center justify-between border-b border-border px-5 py-3">
            <Modal.Heading className="text-section font-semibold">Keys</Modal.Heading>
            <button
              type="button"
              aria-label="Close"
              onClick={() => onOpenChange(false)}
              className="button button--ghost button--icon-only size-8"
            >
              <X aria-hidden size={16} />
            </button>
          </Modal.Header>
          {/* A region that scrolls must be reachable by keyboard. */}
          <section
            aria-label="All keys"
            tabIndex={0}
            className="-outline-offset-2 min-h-0 gap-x-8 overflow-y-auto px-5 pb-4 text-foreground sm:columns-2"
          >
            {listKeys(pathname, isAdmin).map((group) => (
              <Group key={group.title} group={group} />
            ))}
          </section>
          <div className="border-t border-border px-5 py-3">
            <CharacterKeys />
          </div>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function Group({ group: { title, keys } }: { group: KeyGroup }) {
  return (
    <div className="break-inside-avoid pt-4">
      <h3 className="mb-1 text-meta font-medium text-muted">{title}</h3>
      <dl className="text-body">
        {keys.map((each) => (
          <div key={each.does} className="flex min-h-8 items-center justify-between gap-4">
            <dt className="order-2">
              <Keys {...each} />
            </dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function CharacterKeys() {
  const [isOn, setOn] = useState(areCharacterKeysOn);
  return (
    <label className="flex min-h-6 cursor-pointer items-center gap-2.5 text-data text-foreground">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => {
          setCharacterKeys(checked);
          setOn(checked);
        }}
        className="size-4 accent-(--accent)"
      />
      Keys of one letter or sign work; those with ⌘ or Ctrl always do
    </label>
  );
}
