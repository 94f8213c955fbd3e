/** The refusal of a thing that GitHub can do and the lab cannot: it names the feature, nothing is skipped silently. */
export const unsupported = (feature: string): Error => new Error(`feature ${feature} is not supported by the lab`)

/** The text to show for anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
