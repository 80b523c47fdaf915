import { type RefObject, useEffectEvent, useLayoutEffect } from "react";

/**
 * Tells once what was typed or chosen in a field before the browser had taken over the page the server rendered. React
 * leaves it in the field without an `onChange`, and would put `shown` back at the next change of anything else.
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
