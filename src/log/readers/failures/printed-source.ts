/**
 * Whether a line is source that a compiler or a linter printed to show where it found something: such a line holds
 * whatever the author wrote, and says nothing of what happened. The forms: a numbered frame (rustc_errors, Babel's
 * code frame, ESLint, ruff, tsc), a bar without number, or the line below `file:line:column: message` (golangci-lint
 * pkg/printers/text.go, GCC and Clang before their frames, pycodestyle --show-source).
 */
export const isPrintedSource = (text: string, previous: string | undefined): boolean =>
  FRAME.test(text) || CARET.test(text) || (previous !== undefined && isShownBelow(text, previous))

/** ` 12 | code`, `> 12 | code`, `  |  ^^^`, ` 12 │ code`. A `│` without a number is what Terraform draws before its own words. */
const FRAME = /^\s{0,8}(?:>\s?)?(?:\d{1,7}\s{0,4}[|│┃]|\|)(?:\s|$)/
const CARET = /^[\s|│]{0,300}[\^~]{1,300}/

const FINDING = /^(?:\S{1,300}|[A-Za-z]:\\\S{1,300}):\d{1,7}(?::\d{1,5})?:? \S/
const RUST_PLACE = /^\s{0,8}-->\s/

/** A message that says more itself begins at the margin with a word of its own kind. */
const isShownBelow = (text: string, previous: string): boolean =>
  (FINDING.test(previous) || RUST_PLACE.test(previous)) && !FINDING.test(text) && /^[\s\t]/.test(text)

/** One test in a list of tests, by the marks of the runners: its name holds whatever its author wrote. */
export const isListedTest = (text: string): boolean =>
  /^(?:✓|✔|√|✗|✘(?! \[error\])|×(?! (?:no solution|failed to|the ))|✕|●|○|◯|∙|-{3} (?:pass|skip|fail): |={3} (?:run|pause|cont)\b|(?:not )?ok \d{1,7}\b|pass(?:ed)?[ :]|test .{1,400} \.\.\. |\[ {1,8}(?:ok|run|passed|failed) {1,8}\]|\S{1,300}\.\w{1,5}::\S{1,300} (?:passed|failed|skipped|xfail|error)\b|it |describe )/.test(
    text,
  )
