/** The two streams: results on `out`, progress and complaints on `err`. */
export type Terminal = { readonly out: (text: string) => void; readonly err: (text: string) => void }

/** Exit codes of every subcommand, as of the project's other command line. */
export const EXIT = { ok: 0, negative: 1, usage: 2, incomplete: 3 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]
