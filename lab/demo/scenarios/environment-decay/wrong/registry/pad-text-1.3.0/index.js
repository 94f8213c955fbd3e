export const padText = (text, length) => String(text).padStart(length)
