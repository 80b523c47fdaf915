/** Who asks. Everything owned is looked up through this, so that another user's object is the same as a missing one. */
export interface Viewer {
  readonly userId: string;
  readonly role: "user" | "admin";
}
