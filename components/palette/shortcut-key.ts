/** Key of the reader's choice in local storage: "off", or absent for on. */
const CHARACTER_KEYS = "nonet.keys";

/** Where a press is text, or moves among what is there. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="grid"]';

/** Whether keys of one character do something; speech input and a slipped finger make them a nuisance to some. */
export function areCharacterKeysOn(): boolean {
  return localStorage.getItem(CHARACTER_KEYS) !== "off";
}

export function setCharacterKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(CHARACTER_KEYS);
  else localStorage.setItem(CHARACTER_KEYS, "off");
}

/**
 * The key of a press that is a shortcut of one character. Null when it is none: it is held with ⌘, Ctrl or Alt, goes into
 * a field, a dialog or a menu, was taken by something else, or the reader has switched such keys off.
 */
export function shortcutKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return null;
  if (event.target instanceof Element && event.target.closest(TAKES_KEYS)) return null;
  return areCharacterKeysOn() ? event.key : null;
}
