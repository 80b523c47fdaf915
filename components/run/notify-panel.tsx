"use client";

import { Popover } from "@heroui/react/popover";
import { type ReactNode, type RefObject, useState } from "react";
import { type AwayChoices, readAwayChoices, rememberAwayChoices } from "./away-choices.ts";
import { notificationRight, obstacleText } from "./notification-right.ts";
import { playTone } from "./play-tone.ts";

/** How to be called back when a run ends or needs attention; the browser is asked for its leave only on a press. */
export function NotifyPanel({
  anchor,
  isOpen,
  onOpenChange,
}: {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const [choices, setChoices] = useState(readAwayChoices);
  const [right, setRight] = useState(notificationRight);
  const obstacle = obstacleText(right);
  const choose = (next: AwayChoices) => {
    setChoices(next);
    rememberAwayChoices(next);
  };
  const chooseNotification = async (notification: boolean) => {
    if (notification && right === "default") await Notification.requestPermission();
    const present = notificationRight();
    setRight(present);
    choose({ ...choices, notification: notification && present === "granted" });
  };
  const chooseSound = (sound: boolean) => {
    choose({ ...choices, sound });
    if (sound) playTone("done");
  };
  return (
    <Popover.Content
      placement="bottom end"
      className="popover w-80 max-w-[calc(100vw-2rem)] rounded-xl border border-border"
      {...{ triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Popover.Dialog aria-label="Notify me" className="popover__dialog grid min-w-0 gap-3 text-body">
        <p className="text-muted">
          When a run ends, a phase fails, or this page may no longer follow it. Keep its tab open.
        </p>
        <Choice
          label="Browser notification"
          isOn={choices.notification && right === "granted"}
          isDisabled={obstacle !== null}
          onChange={(on) => void chooseNotification(on)}
        >
          {obstacle ?? "Shown while you look at something else."}
        </Choice>
        <Choice label="Short sound" isOn={choices.sound} isDisabled={false} onChange={chooseSound}>
          Two soft notes, once. Turning it on plays them.
        </Choice>
      </Popover.Dialog>
    </Popover.Content>
  );
}

interface ChoiceProps {
  label: string;
  isOn: boolean;
  isDisabled: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}

function Choice({ label, isOn, isDisabled, onChange, children }: ChoiceProps) {
  return (
    <label className={`flex gap-2.5 ${isDisabled ? "" : "cursor-pointer"}`}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        <span className="block text-data text-muted">{children}</span>
      </span>
    </label>
  );
}
