"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useState } from "react";
import { counted } from "#lib/counted.ts";
import type { Command } from "./command.ts";
import { CommandList } from "./command-list.tsx";
import { ConfirmCommand } from "./confirm-command.tsx";
import type { EarlyKeys } from "./early-keys.ts";
import { listCommands } from "./list-commands.ts";
import { matchCommands } from "./match-commands.ts";
import type { ReadContent } from "./use-palette-content.ts";

/** Commands one press of Page Up or Page Down moves. */
const PAGE = 8;

interface CommandFieldProps {
  content: ReadContent;
  isAdmin: boolean;
  isOpen: boolean;
  early: EarlyKeys;
  onChoose: (command: Command) => void;
}

/** A field over the list of all commands: typing narrows it, arrow keys move in it, Enter or a click chooses. */
export function CommandField({ content, isAdmin, isOpen, early, onChoose }: CommandFieldProps) {
  const id = useId();
  const [query, setQuery] = useState("");
  useEffect(() => {
    if (!isOpen) return;
    setQuery(early.typed());
    early.end();
  }, [isOpen, early]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Command | null>(null);
  const all = useMemo(() => listCommands(content), [content]);
  // What is not found yet may still come, and the mark would be on something else.
  const mayLookElsewhere = isAdmin && content.state !== "reading";
  const commands = useMemo(() => matchCommands(all, query, mayLookElsewhere), [all, query, mayLookElsewhere]);
  // By its id: what is read later may come before it.
  const index = Math.max(
    0,
    commands.findIndex((each) => each.id === activeId),
  );
  const marked = commands[index];
  useEffect(() => {
    if (marked) document.getElementById(`${id}-${marked.id}`)?.scrollIntoView({ block: "nearest" });
  }, [id, marked]);
  const choose = (command: Command) => (command.confirm ? setAsking(command) : onChoose(command));
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepTo(event.key, index, commands.length);
    if (event.nativeEvent.isComposing || (to === null && event.key !== "Enter")) return;
    event.preventDefault();
    if (to !== null) setActiveId(commands[to]?.id ?? null);
    // A key held down has answered once.
    else if (marked && !event.repeat) choose(marked);
  };
  if (asking) return <ConfirmCommand command={asking} onConfirm={onChoose} onBack={() => setAsking(null)} />;
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever asked for the palette is about to type into it
        autoFocus
        type="text"
        role="combobox"
        aria-label="Go to a page, a portfolio or a run, or do something"
        aria-autocomplete="list"
        aria-expanded={commands.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={marked && `${id}-${marked.id}`}
        aria-describedby={`${id}-status`}
        placeholder="Go to a page, a portfolio or a run…"
        {...{ autoComplete: "off", autoCapitalize: "off", spellCheck: false, value: query, onKeyDown }}
        onChange={({ currentTarget: { value } }) => {
          setQuery(value);
          setActiveId(null);
        }}
        className="w-full border-b border-border bg-transparent px-4 py-3.5 text-section outline-none placeholder:text-muted focus-visible:border-accent focus-visible:shadow-[inset_0_-1px_0_var(--accent)]"
      />
      <CommandList {...{ id, commands }} marked={marked ?? null} onChoose={choose} />
      <p id={`${id}-status`} role="status" className="border-t border-border px-4 py-2 text-meta text-muted">
        {statusText(content.state, commands.length)}
      </p>
    </>
  );
}

/** Which command a key moves the mark to; null for keys that do not move it. */
function stepTo(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (from + 1) % count;
  if (key === "ArrowUp") return (from - 1 + count) % count;
  if (key === "PageDown") return Math.min(count - 1, from + PAGE);
  if (key === "PageUp") return Math.max(0, from - PAGE);
  return null;
}

function statusText(state: ReadContent["state"], count: number): string {
  if (state === "reading") return "Reading your portfolios…";
  if (state === "lacking") return "Your portfolios could not be read; pages and settings are here.";
  return count === 0 ? "Nothing has this name." : `${counted(count, "command")}; Enter does the one marked.`;
}
