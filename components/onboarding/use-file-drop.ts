import { useEffect, useEffectEvent, useState } from "react";

/** Takes files dropped anywhere on the page, where the browser would else leave it for the file. True while one hovers. */
export function useFileDrop(onDrop: (files: readonly File[]) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setHovering(true);
    };
    const left = (event: DragEvent) => {
      // Null once the pointer has left the window, not just one of its elements.
      if (event.relatedTarget === null) setHovering(false);
    };
    const dropped = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      setHovering(false);
      // Whoever has taken them has said so.
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      drop(files);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", left);
    window.addEventListener("drop", dropped);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", left);
      window.removeEventListener("drop", dropped);
    };
  }, []);
  return hovering;
}
