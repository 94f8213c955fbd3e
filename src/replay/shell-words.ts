/**
 * Quotes a value for a POSIX shell: between single quotes every character is data, and a single quote itself is written
 * outside of them (POSIX.1-2017, Shell Command Language 2.2.2).
 */
export const quoteShell = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`

/**
 * Returns whether a value can stand in a script that people read and paste: control characters would move the cursor,
 * end a comment or a line of a list, and format characters would show another order than the shell reads.
 */
export const isShellText = (value: string): boolean => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(value)
