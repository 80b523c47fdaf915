/** The page's own style, in the colours of the product (app/globals.css), which has no part in it. */
export const REFERENCE_STYLE = `:root {
  --background: #fafafb; --surface: #fff; --foreground: #16181d; --muted: #565a63; --border: #dfe0e4; --link: #1d4fc4;
  color-scheme: light;
}
[data-theme="dark"] {
  --background: #0d0f13; --surface: #15181d; --foreground: #eeeff2; --muted: #a3a8b3; --border: #2f333b; --link: #8ab4ff;
  color-scheme: dark;
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--background); color: var(--foreground);
  font: 0.875rem/1.45 ui-sans-serif, system-ui, sans-serif; overflow-wrap: anywhere;
}
main { max-width: 64rem; padding: 1.25rem 1rem 4rem; }
nav { padding: 0.75rem 1rem; border-bottom: 1px solid var(--border); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { margin: 0 0 0.5rem; font-size: 1.25rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1rem; scroll-margin-top: 1rem; }
h3 { display: inline; font-size: 0.8125rem; font-weight: 500; }
h4 { margin: 1rem 0 0.25rem; font-size: 0.8125rem; }
p { margin: 0.25rem 0; }
code { font: 0.8125rem/1.45 ui-monospace, monospace; }
details { margin: 0.375rem 0; border: 1px solid var(--border); border-radius: 0.75rem; background: var(--surface); }
summary { padding: 0.5rem 0.875rem; cursor: pointer; }
details > div { padding: 0 0.875rem 0.875rem; scroll-margin-top: 4rem; }
.method { display: inline-block; min-width: 3.75rem; font-weight: 600; }
.members { margin: 0.25rem 0 0; padding: 0 0 0 0.75rem; border-left: 1px solid var(--border); list-style: none; }
.members li { padding: 0.125rem 0; }
.name { font-weight: 600; }
.type, .note, .about, .shape { color: var(--muted); }
.about { display: block; }
summary .about { display: inline; margin-left: 0.5rem; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 12rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100dvh; overflow-y: auto; padding: 1.25rem; border: 0; border-right: 1px solid var(--border); }
  nav ul { flex-direction: column; }
  main { padding: 1.25rem 1.5rem 4rem; }
}
@media print {
  nav { display: none; }
}
`;
