/** The proleptic Gregorian calendar in numbers: days since 1 January of year 1, which is day 1. Source: CPython Modules/_datetimemodule.c (ymd_to_ord, ord_to_ymd, iso_to_ymd). */

export const MINYEAR = 1;
export const MAXYEAR = 9999;
export const MAX_ORDINAL = 3652059;
const DAYS_IN_400_YEARS = 146097;
const DAYS_IN_100_YEARS = 36524;
const DAYS_IN_4_YEARS = 1461;

const DAYS_BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month];
}

export function daysBeforeMonth(year: number, month: number): number {
  return DAYS_BEFORE_MONTH[month] + (month > 2 && isLeap(year) ? 1 : 0);
}

function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

export function ymdToOrdinal(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/** Any ordinal from 1 on; the year may be beyond what a date can have. */
export function ordinalToYmd(ordinal: number): YearMonthDay {
  let n = ordinal - 1;
  const n400 = Math.floor(n / DAYS_IN_400_YEARS);
  n -= n400 * DAYS_IN_400_YEARS;
  const n100 = Math.floor(n / DAYS_IN_100_YEARS);
  n -= n100 * DAYS_IN_100_YEARS;
  const n4 = Math.floor(n / DAYS_IN_4_YEARS);
  n -= n4 * DAYS_IN_4_YEARS;
  const n1 = Math.floor(n / 365);
  n -= n1 * 365;
  const year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
  // The last day of a cycle of 4 or 400 years.
  if (n1 === 4 || n100 === 4) return { year: year - 1, month: 12, day: 31 };
  let month = (n + 50) >> 5;
  let preceding = daysBeforeMonth(year, month);
  if (preceding > n) {
    month--;
    preceding -= daysInMonth(year, month);
  }
  return { year, month, day: n - preceding + 1 };
}

/** Monday is 0. */
export function weekday(year: number, month: number, day: number): number {
  return (ymdToOrdinal(year, month, day) + 6) % 7;
}

/** The ordinal of the Monday that begins a year's first ISO week. */
export function isoWeek1Monday(year: number): number {
  const first = ymdToOrdinal(year, 1, 1);
  const firstWeekday = (first + 6) % 7;
  const monday = first - firstWeekday;
  return firstWeekday > 3 ? monday + 7 : monday;
}

/** A date from ISO year, week and weekday; a text that says what is wrong, as `fromisocalendar` words it. */
export function isoToYmd(year: number, week: number, day: number): YearMonthDay | string {
  if (year < MINYEAR || year > MAXYEAR) return `year must be in ${MINYEAR}..${MAXYEAR}, not ${year}`;
  if (week <= 0 || week >= 53) {
    // Years that begin on a Thursday, or on a Wednesday when they are leap years, have 53 weeks.
    const firstWeekday = weekday(year, 1, 1);
    const long = firstWeekday === 3 || (firstWeekday === 2 && isLeap(year));
    if (week !== 53 || !long) return `Invalid week: ${week}`;
  }
  if (day <= 0 || day >= 8) return `Invalid weekday: ${day} (range is [1, 7])`;
  return ordinalToYmd(isoWeek1Monday(year) + (week - 1) * 7 + day - 1);
}
