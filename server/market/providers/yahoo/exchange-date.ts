/** More moments than a history has sessions; beyond it a zone's dates are found anew. */
const MOST_REMEMBERED = 30_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** All symbols of an exchange have their sessions open at the same moments. */
  readonly dates: Map<number, string>;
}

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    zone = { format, dates: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

/** Tells the date it was at an exchange at a moment, "2026-03-09"; RangeError where its time zone is unknown. */
export function exchangeDate(timeZone: string): (instant: Date) => string {
  const { format, dates } = zoneOf(timeZone);
  return (instant) => {
    const moment = instant.getTime();
    let date = dates.get(moment);
    if (date === undefined) {
      if (dates.size >= MOST_REMEMBERED) dates.clear();
      date = format.format(instant);
      dates.set(moment, date);
    }
    return date;
  };
}
