import { type RefObject, useEffect, useRef } from "react";

const PLACES = ["[data-bulk-question]", "[data-problem-summary]", "[data-preview-heading]"];

/**
 * What led to a preview is gone with the page before it: the focus goes on to what can be
 * answered for many rows at once, else to the problems, else to the preview's heading, once the file is read. Whoever has the focus elsewhere by then keeps it.
 */
export function usePreviewFocus(preview: RefObject<HTMLElement | null>, of: object, isReading: boolean): void {
  const seen = useRef<object | null>(null);
  useEffect(() => {
    const box = preview.current;
    if (isReading || box === null || seen.current === of) return;
    seen.current = of;
    if (!isFocusLost()) return;
    const place = PLACES.map((selector) => box.querySelector<HTMLElement>(selector)).find((found) => found !== null);
    place?.focus();
  }, [preview, of, isReading]);
}

/** Whether nothing has the focus any more. */
function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
