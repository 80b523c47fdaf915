import { type RefObject, useEffect, useState } from "react";

/** Whether a box that scrolls sideways has more to its right. */
export function useMoreBeside(box: RefObject<HTMLElement | null>): boolean {
  const [hasMore, setHasMore] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const look = () => setHasMore(current.scrollWidth - current.clientWidth - current.scrollLeft > 1);
    const observer = new ResizeObserver(look);
    observer.observe(current);
    for (const child of current.children) observer.observe(child);
    current.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      current.removeEventListener("scroll", look);
    };
  }, [box]);
  return hasMore;
}
