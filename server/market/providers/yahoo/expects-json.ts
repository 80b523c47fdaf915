/** Whether Yahoo answers here with data; elsewhere, on the way to its cookies, with pages and a word. */
export const expectsJson = ({ pathname }: URL): boolean => /^\/(v8|v10|ws|v1\/finance)\//.test(pathname);
