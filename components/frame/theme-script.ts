/** Key of the reader's choice in local storage: "light", "dark" or absent for the system's. */
export const THEME_KEY = "nonet.theme";
/** Key of the colours of gains and losses: "blue" or absent for green and red. */
export const GAINS_KEY = "nonet.gains";

/** Runs before the first paint, so that no page flashes in the wrong theme. Needs no quotes that HTML would escape. */
export const THEME_SCRIPT = `(function(d,s){var t=s.getItem('${THEME_KEY}')||(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light');d.dataset.theme=t;var g=s.getItem('${GAINS_KEY}');if(g)d.dataset.gains=g})(document.documentElement,localStorage)`;
