"use client";

import { Popover } from "@heroui/react/popover";
import { BookOpen, Keyboard, LogOut, Monitor, Moon, Search, Sun } from "lucide-react";
import Link from "next/link";
import { type RefObject, useState } from "react";
import type { PaletteDialogName } from "#components/palette/palette-context.tsx";
import { GAINS_KEY } from "#lib/theme-script.ts";
import { signOut } from "./sign-out.ts";
import { chooseTheme, chosenTheme, type ThemeChoice } from "./theme-choice.ts";

/** What the account menu opens: who is signed in, the theme, the colours of gains and losses, the definitions, and the way out. */
export function AccountPanel({
  name,
  email,
  anchor,
  isOpen,
  onOpenChange,
  onLeaveFor,
}: {
  name: string;
  email: string;
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Asked for a dialog in place of the menu. */
  onLeaveFor: (dialog: PaletteDialogName) => void;
}) {
  return (
    <Popover.Content
      placement="top start"
      className="popover w-72 max-w-[calc(100vw-2rem)] rounded-xl border border-border"
      {...{ triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Popover.Dialog aria-label="Account" className="popover__dialog grid min-w-0 grid-cols-1 gap-2">
        <div className="mb-1 min-w-0">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-data text-muted">{email}</p>
        </div>
        <ThemeChoices />
        <GainsButton />
        <Link href="/numbers" prefetch={false} onClick={() => onOpenChange(false)} className={WIDE_BUTTON}>
          <BookOpen aria-hidden size={16} />
          What the numbers mean
        </Link>
        <button type="button" className={`${WIDE_BUTTON} sm:hidden`} onClick={() => onLeaveFor("palette")}>
          <Search aria-hidden size={16} />
          Go to a page, a portfolio or a run
        </button>
        <button type="button" className={WIDE_BUTTON} onClick={() => onLeaveFor("keys")}>
          <Keyboard aria-hidden size={16} />
          Keys
        </button>
        <SignOut />
      </Popover.Dialog>
    </Popover.Content>
  );
}

/** Long texts take a second line instead of leaving the menu. */
const WIDE_BUTTON =
  "button button--outline h-auto min-h-9 w-full min-w-0 justify-start py-1.5 text-left whitespace-normal";

const THEMES = [
  { choice: "system", label: "System", Icon: Monitor },
  { choice: "light", label: "Light", Icon: Sun },
  { choice: "dark", label: "Dark", Icon: Moon },
] as const;

function ThemeChoices() {
  const [chosen, setChosen] = useState<ThemeChoice>(chosenTheme);
  return (
    <fieldset className="flex min-w-0 rounded-lg bg-default p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(({ choice, label, Icon }) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === chosen}
          onClick={() => {
            chooseTheme(choice);
            setChosen(choice);
          }}
          className="inline-flex min-h-8 min-w-0 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-md px-1 text-data font-medium text-muted transition-colors hover:text-foreground aria-pressed:bg-surface aria-pressed:text-foreground"
        >
          <Icon aria-hidden size={14} /> {label}
        </button>
      ))}
    </fieldset>
  );
}

function GainsButton() {
  const root = document.documentElement;
  const [gains, setGains] = useState(root.dataset.gains ?? "");
  const choose = () => {
    const next = gains === "blue" ? "" : "blue";
    root.dataset.gains = next;
    localStorage.setItem(GAINS_KEY, next);
    setGains(next);
  };
  return (
    <button type="button" className={WIDE_BUTTON} onClick={choose}>
      <span aria-hidden className="size-3 shrink-0 rounded-full bg-gain" />
      {gains === "blue" ? "Gains in green, losses in red" : "Gains in blue, losses in orange"}
    </button>
  );
}

function SignOut() {
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <>
      {refusal && (
        <p role="alert" className="text-data text-failed">
          {refusal}
        </p>
      )}
      <button type="button" className={WIDE_BUTTON} onClick={() => void signOut().then(setRefusal)}>
        <LogOut aria-hidden size={16} />
        Sign out
      </button>
    </>
  );
}
