import { type RefObject, useEffect, useRef } from "react";

/** After a refused submit the first field with a problem gets the focus, so that nobody has to look for it. */
export function useProblemFocus(problems: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  return form;
}
