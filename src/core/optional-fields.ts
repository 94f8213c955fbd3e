/** Absent is absent: a field that may be undefined may be missing instead. */
export type KnownFields<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the fields that are undefined. */
export const knownFields = <T extends object>(fields: T): KnownFields<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as KnownFields<T>
