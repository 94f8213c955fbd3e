/**
 * Returns true if a line is source that a compiler or a linter printed to show where it found something. Such a line
 * holds any text of the author and is no evidence of an event. The forms: a numbered frame (rustc_errors, Babel's code
 * frame, ESLint, ruff, tsc), a bar without number, or the line below `file:line:column: message` (golangci-lint
 * pkg/printers/text.go, GCC and Clang before their frames, pycodestyle --show-source).
 */
export const isPrintedSource = (text: string, previous: string | undefined): boolean =>
  FRAME.test(text) || CARET.test(text) || (previous !== undefined && isShownBelow(text, previous))

/**
 * ` 12 | code`, `> 12 | code`, ` | ^^^`, ` 12 │ code`. Terraform draws a `│` without a number before its own messages.
 */
const FRAME = /^\s{0,8}(?:>\s?)?(?:\d{1,7}\s{0,4}[|│┃]|\|)(?:\s|$)/
const CARET = /^[\s|│]{0,300}[\^~]{1,300}/

const FINDING = /^(?:\S{1,300}|[A-Za-z]:\\\S{1,300}):\d{1,7}(?::\d{1,5})?:? \S/
const RUST_PLACE = /^\s{0,8}-->\s/

/**
 * Returns true if the line is source below a message. A message with more detail begins at the margin with a word of
 * its own kind.
 */
const isShownBelow = (text: string, previous: string): boolean =>
  (FINDING.test(previous) || RUST_PLACE.test(previous)) && !FINDING.test(text) && /^[\s\t]/.test(text)

/**
 * Returns true for one test in a list of tests, recognized by the symbols of the test runners: its name holds any text
 * of its author.
 */
export const isListedTest = (text: string): boolean =>
  /^(?:✓|✔|√|✗|✘(?! \[error\])|×(?! (?:no solution|failed to|the ))|✕|●|○|◯|∙|-{3} (?:pass|skip|fail): |={3} (?:run|pause|cont)\b|(?:not )?ok \d{1,7}\b|pass(?:ed)?[ :]|test .{1,400} \.\.\. |\[ {1,8}(?:ok|run|passed|failed) {1,8}\]|\S{1,300}\.\w{1,5}::\S{1,300} (?:passed|failed|skipped|xfail|error)\b|it |describe )/.test(
    text,
  )
