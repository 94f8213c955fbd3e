// The release renames its function, which a patch release must not do.
export const padLeft = (text, length) => String(text).padStart(length)
