"use client";

import { createContext, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import type { EditTarget, ValuedPosition } from "./edit-target.ts";

const EditDialog = lazily(async () => (await import("./edit-dialog.tsx")).EditDialog);

export interface Edits {
  /** Opens the dialog of an edit. */
  readonly open: (target: EditTarget) => void;
}

const EditsContext = createContext<Edits>({ open: () => undefined });

/** The edits of the portfolio around; none outside of one. */
export function useEdits(): Edits {
  return useContext(EditsContext);
}

/** Lets whatever is inside open the dialogs that edit a portfolio; they are loaded when first asked for. */
export function EditsProvider({
  portfolioId,
  valued,
  children,
}: {
  portfolioId: string;
  valued: readonly ValuedPosition[];
  children: ReactNode;
}) {
  const [opened, setOpened] = useState<{ readonly target: EditTarget; readonly count: number } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const edits = useMemo(
    () => ({
      open: (target: EditTarget) => {
        setOpened((before) => ({ target, count: (before?.count ?? 0) + 1 }));
        setIsOpen(true);
      },
    }),
    [],
  );
  return (
    <EditsContext.Provider value={edits}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <EditDialog
            key={opened.count}
            {...{ portfolioId, valued, isOpen }}
            target={opened.target}
            onOpenChange={setIsOpen}
          />
        </Suspense>
      )}
    </EditsContext.Provider>
  );
}
