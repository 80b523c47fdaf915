/** The colours of the equity chart, as any canvas takes them. */
export interface ChartColours {
  readonly line: string;
  readonly fill: string;
  readonly fillEnd: string;
  readonly loss: string;
  readonly lossFill: string;
  readonly text: string;
  readonly grid: string;
  readonly border: string;
}

/** The theme's colours as they are now; the theme's own notation (oklch) is turned into the chart's (rgba). */
export function chartColours(): ChartColours {
  const theme = getComputedStyle(document.documentElement);
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (name: string, alpha = 1) => {
    const written = theme.getPropertyValue(name).trim();
    if (!pixel) return written;
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = written;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  };
  return {
    line: colour("--running"),
    fill: colour("--running", 0.22),
    fillEnd: colour("--running", 0.02),
    loss: colour("--loss"),
    lossFill: colour("--loss", 0.22),
    text: colour("--muted"),
    grid: colour("--separator", 0.7),
    border: colour("--border"),
  };
}

/** Calls back whenever the theme or the colours of gains and losses are switched; answers with the way to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme", "data-gains"] });
  return () => observer.disconnect();
}
