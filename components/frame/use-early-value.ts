import { type RefObject, useEffectEvent, useLayoutEffect } from "react";

/**
 * Tells once what was typed, chosen or put back by the browser in a field before React had taken over the page the server
 * rendered. React leaves it there without an `onChange`, and would put `shown` back at the next change of anything else.
 *
 * @param shown the value the field is rendered with
 */
export function useEarlyValue(
  field: RefObject<HTMLInputElement | HTMLSelectElement | null>,
  shown: string,
  tell: (early: string) => void,
): void {
  const hear = useEffectEvent(() => {
    const early = field.current?.value;
    if (early !== undefined && early !== shown) tell(early);
  });
  useLayoutEffect(() => hear(), []);
}
