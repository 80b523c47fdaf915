const NOTIFICATION = "nonet.notification";
const SOUND = "nonet.sound";

/** How a viewer wants to be called back; both are off until asked for, and remembered by the browser. */
export interface AwayChoices {
  readonly notification: boolean;
  readonly sound: boolean;
}

/** What was chosen in this browser; nothing where it keeps nothing. */
export function readAwayChoices(): AwayChoices {
  try {
    return { notification: localStorage.getItem(NOTIFICATION) === "on", sound: localStorage.getItem(SOUND) === "on" };
  } catch (error) {
    console.warn("the browser keeps no choices", error);
    return { notification: false, sound: false };
  }
}

export function rememberAwayChoices({ notification, sound }: AwayChoices): void {
  localStorage.setItem(NOTIFICATION, notification ? "on" : "off");
  localStorage.setItem(SOUND, sound ? "on" : "off");
}
