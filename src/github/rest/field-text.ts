type ReportedFields<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Returns the object without the fields that REST leaves missing, null, or empty. */
export const reportedFields = <T extends object>(fields: T): ReportedFields<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as ReportedFields<T>
