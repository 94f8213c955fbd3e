/** `caller / inner`. */
export const nestedName = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix} / ${name}`)
