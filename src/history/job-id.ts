/** Identifies a job across runs by its key and, where it has another one, its name. */
export const toJobId = ({ key, name }: { readonly key?: string | undefined; readonly name?: string | undefined }) =>
  key === undefined || name === undefined || key === name ? (key ?? name ?? '') : `${key}\0${name}`
