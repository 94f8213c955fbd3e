type ReportedFields<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Without the fields of which REST says nothing: missing, null, or an empty text. */
export const reportedFields = <T extends object>(fields: T): ReportedFields<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as ReportedFields<T>
