"use client";

import { usePathname, useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  type RefObject,
  Suspense,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { lazily, NotLoaded } from "#components/frame/lazily.tsx";
import { type EarlyKeys, earlyKeys } from "./early-keys.ts";
import { pagesFor } from "./pages.ts";
import { shortcutKey } from "./shortcut-key.ts";

const PaletteDialog = lazily(async () => (await import("./palette-dialog.tsx")).PaletteDialog, DialogNotLoaded);
const KeysDialog = lazily(async () => (await import("./keys-dialog.tsx")).KeysDialog, DialogNotLoaded);

export type PaletteDialogName = "palette" | "keys";

const OpenContext = createContext<(dialog: PaletteDialogName) => void>(() => undefined);

/** Opens the palette or the list of keys. */
export function useOpenPalette(): (dialog: PaletteDialogName) => void {
  return use(OpenContext);
}

/** The palette and the list of keys for all that stands inside, and the keys that work everywhere. */
export function PaletteProvider({ isAdmin, children }: { isAdmin: boolean; children: ReactNode }) {
  const [asked, setAsked] = useState<PaletteDialogName | null>(null);
  const [open, setOpen] = useState<PaletteDialogName | null>(null);
  const [early] = useState(earlyKeys);
  const shown = useRef<PaletteDialogName | null>(null);
  const show = useMemo(
    () => (dialog: PaletteDialogName | null) => {
      if (dialog === "palette") early.begin();
      else early.end();
      shown.current = dialog;
      setOpen(dialog);
      if (dialog) setAsked(dialog);
    },
    [early],
  );
  useGlobalKeys(isAdmin, early, { shown, show });
  const props = {
    isAdmin,
    pathname: usePathname(),
    onOpenChange: (isOpen: boolean) => !isOpen && show(null),
  };
  return (
    <OpenContext value={show}>
      {children}
      {/* Stays mounted once asked for, so that it can fade and hand the focus back. */}
      <Suspense fallback={null}>
        {asked === "palette" && (
          <PaletteDialog {...{ ...props, early }} isOpen={open === "palette"} onShowKeys={() => show("keys")} />
        )}
        {asked === "keys" && <KeysDialog {...props} isOpen={open === "keys"} />}
      </Suspense>
    </OpenContext>
  );
}

interface DialogNotLoadedProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  early?: EarlyKeys;
}

function DialogNotLoaded({ isOpen, onOpenChange, early }: DialogNotLoadedProps) {
  // No field comes: what is typed is for the page.
  useEffect(() => early?.end());
  return isOpen && <NotLoaded onClose={() => onOpenChange(false)} />;
}

interface Dialogs {
  readonly shown: RefObject<PaletteDialogName | null>;
  readonly show: (dialog: PaletteDialogName | null) => void;
}

/** Keys of a sequence follow one another within this. */
const SEQUENCE_MS = 1_500;

/** ⌘K or Ctrl+K anywhere opens and closes the palette; "?" and "g" followed by the key of a page where no text is entered. */
function useGlobalKeys(isAdmin: boolean, early: EarlyKeys, { shown, show }: Dialogs): void {
  const router = useRouter();
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) {
        event.preventDefault();
        // Keys held down have answered once.
        if (!event.repeat) show(shown.current === "palette" ? null : "palette");
        return;
      }
      if (early.take(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      const key = shortcutKey(event);
      const isSecond = event.timeStamp - goPressedAt.current < SEQUENCE_MS;
      goPressedAt.current = key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (key === "?") show("keys");
      const page = isSecond && key !== null && pagesFor(isAdmin).find((each) => each.key === key);
      if (!page) return;
      event.preventDefault();
      // The second key is no shortcut of the page.
      event.stopImmediatePropagation();
      router.push(page.href);
    };
    // Before the page's own keys, which a sequence goes before.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, [isAdmin, early, router, shown, show]);
}

function isPaletteKey({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "k" && (metaKey || ctrlKey) && !altKey && !shiftKey;
}
