import { type RefObject, useEffect, useRef } from "react";

const PROBLEM = "[data-problem-summary], [aria-invalid=true]";

/** After each refused `attempt` the first thing that has to be mended gets the focus, so that nobody looks for it. */
export function useProblemFocus<Container extends HTMLElement>(attempt: unknown): RefObject<Container | null> {
  const container = useRef<Container>(null);
  useEffect(() => {
    if (attempt) container.current?.querySelector<HTMLElement>(PROBLEM)?.focus();
  }, [attempt]);
  return container;
}
