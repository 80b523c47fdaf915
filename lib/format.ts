/** Numbers and dates as a reader of `locale` writes them; minus signs are true minus signs, and zero never has one. */
export interface Format {
  readonly locale: string;
  /** Dollars and cents. */
  money(value: number): string;
  /** Dollars without cents, where cents would be noise. */
  wholeMoney(value: number): string;
  /** Dollars in short form for axes: $2.74M, with up to two decimals unless told. */
  compactMoney(value: number, most?: number): string;
  /** Dollars and cents of a price, and what of a cent it has: $411.90, $0.2575. */
  price(value: number): string;
  /** Dollars and cents, with a plus or minus. */
  signedMoney(value: number): string;
  /** As `wholeMoney`, with a plus or minus. */
  signedWholeMoney(value: number): string;
  /** A fraction as per cent: 0.0123 → 1.23%. */
  percent(fraction: number, decimals?: number): string;
  /** As `percent`, with a plus or minus. */
  signedPercent(fraction: number, decimals?: number): string;
  number(value: number, decimals?: number): string;
  /** As `number`, with a plus or minus. */
  signedNumber(value: number, decimals?: number): string;
  /** Up to `most` decimals, no trailing zeros: prices and quantities. */
  quantity(value: number, most?: number): string;
  /** "1 symbol", "24 symbols"; the plural is given where it is more than an s. */
  counted(count: number, noun: string, plural?: string): string;
  /** An ISO day as "14 Mar 2025". */
  day(iso: string): string;
  /** A UTC instant as day and time in the given zone, UTC unless told. */
  instant(iso: string, timeZone?: string): string;
}

const MINUS = "−";
const withMinus = (text: string) => text.replace("-", MINUS);

/** @throws RangeError on a locale that is no BCP 47 tag; use `knownLocale` on what a browser sent. */
export function createFormat(locale: string): Format {
  const made = new Map<string, Intl.NumberFormat>();
  function write(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    // "negative" leaves the sign off what is rounded to zero.
    const format = made.get(key) ?? new Intl.NumberFormat(locale, { signDisplay: "negative", ...options });
    made.set(key, format);
    return withMinus(format.format(value));
  }
  const fixed = (decimals: number) => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const dollars = { style: "currency", currency: "USD" } as const;
  const whole = { ...dollars, ...fixed(0) };
  const signed = { signDisplay: "exceptZero" } as const;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return {
    locale,
    money: (value) => write(value, dollars),
    wholeMoney: (value) => write(value, whole),
    signedWholeMoney: (value) => write(value, { ...whole, ...signed }),
    compactMoney: (value, most = 2) =>
      write(value, { ...dollars, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: most }),
    price: (value) => write(value, { ...dollars, maximumFractionDigits: 6 }),
    signedMoney: (value) => write(value, { ...dollars, ...signed }),
    percent: (value, decimals = 2) => write(value, { style: "percent", ...fixed(decimals) }),
    signedPercent: (value, decimals = 2) => write(value, { style: "percent", ...fixed(decimals), ...signed }),
    number: (value, decimals = 2) => write(value, fixed(decimals)),
    signedNumber: (value, decimals = 2) => write(value, { ...fixed(decimals), ...signed }),
    quantity: (value, most = 6) => write(value, { maximumFractionDigits: most }),
    counted: (count, noun, plural = `${noun}s`) => `${write(count, fixed(0))} ${count === 1 ? noun : plural}`,
    day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    instant: (iso, timeZone = "UTC") =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(iso)),
  };
}

/** The reader's first choice in an Accept-Language header that is a locale we can format for; else American English. */
export function knownLocale(acceptLanguage: string | null): string {
  for (const part of (acceptLanguage ?? "").split(",")) {
    const tag = part.split(";")[0]?.trim() ?? "";
    if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && Intl.NumberFormat.supportedLocalesOf(tag).length > 0) return tag;
  }
  return "en-US";
}

/** Milliseconds as people say them: "< 0.1s", "0.8s", "12.3s", "14m 32s", "2h 05m". */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.05) return "< 0.1s";
  if (seconds < 59.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, "0")}s`;
  return `${Math.floor(whole / 3600)}h ${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")}m`;
}

/** An instant's time of day in UTC, to the second. */
export function utcTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}

/** A UTC instant's time of day with milliseconds, as the activity log shows it. */
export function clockTime(iso: string): string {
  return iso.slice(11, 23);
}
