import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const yes = () => true;
const no = () => false;

/** Whether the page runs in a browser: not on the server, nor while the browser takes over what the server has rendered. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(never, yes, no);
}
