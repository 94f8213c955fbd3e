/*
 * The content of a report before it is text. The same blocks are printed as Markdown for GitHub and as lines for a
 * terminal. A bare string is our own text. Text of a run is always marked, so that a printer cannot forget to escape
 * it.
 */

export type Inline =
  | string
  /** Text of a run, at most `max` characters of it. */
  | { readonly kind: 'text' | 'code'; readonly value: string; readonly max: number }
  | { readonly kind: 'strong' | 'emphasis'; readonly of: readonly Inline[] }
  /** Only a page of the run's own server becomes a link. */
  | { readonly kind: 'link'; readonly of: readonly Inline[]; readonly url: string }

export type Line = readonly Inline[]

export type Block =
  | { readonly kind: 'heading'; readonly mark: Mark; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  /** Lines that a step itself wrote. */
  | { readonly kind: 'quote'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Column[]; readonly rows: readonly (readonly Line[])[] }
  /** Rows of a picture in fixed width: our own characters, then a name from the run. */
  | { readonly kind: 'picture'; readonly rows: readonly PictureRow[]; readonly legend: string }
  | { readonly kind: 'folded'; readonly summary: string; readonly blocks: readonly Block[] }

export type PictureRow = { readonly cells: string; readonly name?: string }

export type Mark = 'failed' | 'passed' | 'plain'
export type Column = { readonly title: string; readonly align?: 'right' }

/** A part of a report with its heading; '' for a part without one. */
export type Part = { readonly title: string; readonly blocks: readonly Block[] }

export const text = (value: string, max = 80): Inline => ({ kind: 'text', value, max })
export const code = (value: string, max = 120): Inline => ({ kind: 'code', value, max })
export const strong = (...of: Line): Inline => ({ kind: 'strong', of })
export const emphasis = (...of: Line): Inline => ({ kind: 'emphasis', of })
/** Returns the same words, as a link where there is a page. */
export const linked = (url: string | undefined, ...of: Line): Line =>
  url === undefined ? of : [{ kind: 'link', of, url }]

export const paragraph = (...line: Line): Block => ({ kind: 'paragraph', line })

/** Joins lines with our own words between them. */
export const joined = (lines: readonly Line[], between: string): Line =>
  lines.flatMap((line, index) => (index === 0 ? line : [between, ...line]))

/** Lists at most `max` entries, with the count of the rest. */
export const listed = (lines: readonly Line[], max: number): Line =>
  joined([...lines.slice(0, max), ...(lines.length > max ? [[`${lines.length - max} more`]] : [])], ', ')
