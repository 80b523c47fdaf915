"use client";

import { Search } from "lucide-react";
import { Keys } from "./keys.tsx";
import { useOpenPalette } from "./palette-context.tsx";

/** Opens the palette, and says which keys do. */
export function PaletteButton() {
  const open = useOpenPalette();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => open("palette")}
      className="button button--outline mb-3 hidden h-9 w-full justify-start gap-2 rounded-lg px-3 text-body text-muted sm:flex"
    >
      <Search aria-hidden size={16} />
      <span className="flex-1 text-left">Go to…</span>
      <Keys keys={["Mod", "K"]} as="chord" />
    </button>
  );
}
