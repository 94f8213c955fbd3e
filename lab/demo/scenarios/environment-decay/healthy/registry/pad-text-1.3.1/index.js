export const padText = (text, length) => `${text}`.padStart(length)
