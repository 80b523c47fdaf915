import { useEffect } from "react";

/** Has the browser ask before the page is closed or loaded anew, while something on it would be lost. */
export function useLeaveWarning(isAtStake: boolean): void {
  useEffect(() => {
    if (!isAtStake) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isAtStake]);
}
