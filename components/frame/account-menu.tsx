"use client";

import { Button } from "@heroui/react/button";
import { Popover } from "@heroui/react/popover";
import { LogOut, Moon, Sun, UserRound } from "lucide-react";
import { useState } from "react";
import { GAINS_KEY, THEME_KEY } from "./theme-script.ts";

/** Who is signed in, the theme, the colours of gains and losses, and the way out. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  return (
    <Popover>
      <Button
        variant="ghost"
        className="h-11 min-w-0 flex-col gap-0.5 rounded-lg px-3 text-meta sm:h-9 sm:w-full sm:flex-row sm:justify-start sm:gap-2.5 sm:text-body"
      >
        <UserRound aria-hidden size={16} />
        <span className="max-w-24 truncate">{name || email}</span>
      </Button>
      <Popover.Content placement="top start" className="w-64">
        <Popover.Dialog aria-label="Account">
          <p className="truncate font-medium">{name}</p>
          <p className="mb-3 truncate text-data text-muted">{email}</p>
          <ThemeButtons />
          <Button variant="outline" className="mt-2 w-full justify-start" onPress={() => void signOut()}>
            <LogOut aria-hidden size={16} />
            Sign out
          </Button>
        </Popover.Dialog>
      </Popover.Content>
    </Popover>
  );
}

function ThemeButtons() {
  const root = document.documentElement;
  const [theme, setTheme] = useState(root.dataset.theme ?? "light");
  const [gains, setGains] = useState(root.dataset.gains ?? "");
  const chooseTheme = () => {
    const next = theme === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    localStorage.setItem(THEME_KEY, next);
    setTheme(next);
  };
  const chooseGains = () => {
    const next = gains === "blue" ? "" : "blue";
    root.dataset.gains = next;
    localStorage.setItem(GAINS_KEY, next);
    setGains(next);
  };
  return (
    <div className="grid gap-2">
      <Button variant="outline" className="w-full justify-start" onPress={chooseTheme}>
        {theme === "dark" ? <Sun aria-hidden size={16} /> : <Moon aria-hidden size={16} />}
        {theme === "dark" ? "Light theme" : "Dark theme"}
      </Button>
      <Button variant="outline" className="w-full justify-start" onPress={chooseGains}>
        <span aria-hidden className="size-3 rounded-full bg-gain" />
        {gains === "blue" ? "Gains in green, losses in red" : "Gains in blue, losses in orange"}
      </Button>
    </div>
  );
}

async function signOut(): Promise<void> {
  await fetch("/api/auth/sign-out", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  // A full load, so that nothing of the session stays in memory.
  window.location.assign("/sign-in");
}
