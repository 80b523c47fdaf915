/** What is typed between the press that opens the palette and the moment its field is there; none of it is to be lost. */
export interface EarlyKeys {
  /** From now on the field is awaited. */
  begin(): void;
  /** Takes a press while the field is awaited; answers whether it did. */
  take(event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey">): boolean;
  typed(): string;
  /** The field is there, or nobody waits for it any more. */
  end(): void;
}

export function earlyKeys(): EarlyKeys {
  let isAwaited = false;
  let text = "";
  return {
    begin() {
      isAwaited = true;
      text = "";
    },
    take({ key, metaKey, ctrlKey, altKey }) {
      if (!isAwaited || metaKey || ctrlKey || altKey) return false;
      if (key === "Backspace") text = text.slice(0, -1);
      else if (key.length === 1) text += key;
      else return false;
      return true;
    },
    typed: () => text,
    end() {
      isAwaited = false;
    },
  };
}
