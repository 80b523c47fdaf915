import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Edit, type EditRefusal, sendEdit } from "./send-edit.ts";

export interface EditState {
  readonly busy: boolean;
  /** Of the fields by name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly refusal: string | null;
  /** Of the problems of the last refusal. */
  readonly codes: readonly string[];
  /** Counts the refusals, so that each moves the focus to what has to be mended. */
  readonly attempt: number;
  readonly submit: (edit: Edit) => Promise<void>;
}

const NOTHING: EditRefusal = { fields: {}, refusal: null, codes: [] };

/** Sends an edit once at a time; when it is made the page is read again and `onDone` called. */
export function useEdit(portfolioId: string, shown: ReadonlySet<string>, onDone: () => void): EditState {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [{ refused, attempt }, setRefused] = useState({ refused: NOTHING, attempt: 0 });
  const submit = async (edit: Edit) => {
    if (busy) return;
    setBusy(true);
    setRefused((last) => ({ ...last, refused: NOTHING }));
    const next = await sendEdit(portfolioId, edit, shown);
    setBusy(false);
    if (next) return setRefused((last) => ({ refused: next, attempt: last.attempt + 1 }));
    router.refresh();
    onDone();
  };
  const { fields: errors, refusal, codes } = refused;
  return { busy, errors, refusal, codes, attempt, submit };
}
