/** A set of keys, with one bit for each possible key. */
export type KeyFilter = Int32Array

export const createFilter = (keys: number): KeyFilter => new Int32Array(keys / 32)

export const addTo = (filter: KeyFilter, key: number): void => {
  filter[key >>> 5] = (filter[key >>> 5] as number) | (1 << key)
}
