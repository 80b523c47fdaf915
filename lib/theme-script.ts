/** Key of the reader's choice in local storage: "light", "dark" or absent for the system's. */
export const THEME_KEY = "nonet.theme";
/** Key of the colours of gains and losses: "blue" or absent for green and red. */
export const GAINS_KEY = "nonet.gains";

export const SYSTEM_IS_DARK = "(prefers-color-scheme: dark)";

/**
 * Runs before the first paint, so that no page flashes in the wrong theme; afterwards it follows the system while
 * nothing is chosen, and is light for as long as the page is laid out for paper. While it switches nothing fades
 * (`data-still`): text half-way to another theme has no contrast, least of all on paper. Needs no quotes that HTML would escape.
 */
export const THEME_SCRIPT = `(function(d,s,m,p){function f(){d.dataset.still='';d.dataset.theme=p.matches?'light':s.getItem('${THEME_KEY}')||(m.matches?'dark':'light');d.offsetHeight;delete d.dataset.still}f();m.addEventListener('change',f);p.addEventListener('change',f);var g=s.getItem('${GAINS_KEY}');if(g)d.dataset.gains=g})(document.documentElement,localStorage,matchMedia('${SYSTEM_IS_DARK}'),matchMedia('print'))`;
