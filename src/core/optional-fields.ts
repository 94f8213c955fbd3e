/** The type with every field that may be undefined made optional: an absent value is an absent field. */
export type KnownFields<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Returns the object without its undefined fields. */
export const knownFields = <T extends object>(fields: T): KnownFields<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as KnownFields<T>
