/** Whether this page may show notifications: asked for and given, refused, to be asked for, or out of reach. */
export type NotificationRight = "granted" | "denied" | "default" | "insecure" | "unsupported";

/** The present right, of a browser's window. */
export function notificationRight(): NotificationRight {
  if (!window.isSecureContext) return "insecure";
  return "Notification" in window ? Notification.permission : "unsupported";
}

/** Why there can be no notifications and what to do about it; null where there can. */
export function obstacleText(right: NotificationRight): string | null {
  switch (right) {
    case "granted":
    case "default":
      return null;
    case "denied":
      return "Your browser blocks notifications of this site. Allow them in the site settings beside the address, then load this page again.";
    case "insecure":
      return "Browsers show notifications only of pages opened over HTTPS or on the machine itself.";
    case "unsupported":
      return "This browser has no notifications.";
    default:
      return right satisfies never;
  }
}
