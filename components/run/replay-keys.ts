/** The keys of a run page that look back, in the order a list of keys shows them. */
export const REPLAY_KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["[", "]"], does: "One event back, also from the present, or on" },
  { keys: ["{", "}"], does: "To the phase before or after" },
  { keys: ["Space"], does: "Play or pause the replay" },
  { keys: ["Esc"], does: "Return from the replay" },
];
