import { AccessFrame } from "./access-frame.tsx";

/** A new installation: the way in is the link its terminal shows. */
export function NoUsersYet() {
  return (
    <AccessFrame title="Almost there">
      <div className="grid gap-3 text-muted">
        <p>This Nonet has no users yet. The first one becomes its admin.</p>
        <p>
          Open the one-time <strong className="font-medium text-foreground">setup link</strong> printed in the terminal
          where Nonet was started. It is not shown here, so that no stranger can take over a server they find.
        </p>
        <p>Link lost or older than a day? Stop Nonet and start it again: it prints a new one.</p>
      </div>
    </AccessFrame>
  );
}
