import { beforeNumber, defineRules } from '../failure-rule.ts'

const go = defineRules('go')
const golangci = defineRules('golangci-lint')

/** golang/go src/cmd/go/internal (modfetch, test, work); golangci/golangci-lint pkg/commands/run.go. */
export const GO_RULES = [
  go.end(
    'go-module',
    'dependency',
    [
      'checksum mismatch',
      'unknown revision',
      'reading https://',
      'missing go.sum entry',
      'dial tcp',
      'no matching versions',
    ],
    /^(?:go: |verifying |\s{0,4})(?:.{1,300}: )?(?<quote>verifying (?:go\.)?mod(?:ule)?: checksum mismatch|checksum mismatch|(?:invalid version: )?unknown revision|missing go\.sum entry|no matching versions for query)|^go: .{1,300}: (?:reading |get "?)https?:\/\/.{1,300}: (?:[45]\d\d |dial tcp|eof|net\/http)/,
    { quote: 'a Go module was not served as asked' },
  ),
  // golang/go src/cmd/go/internal/modload/init.go (errGoModDirty).
  go.end(
    'go-mod-outdated',
    'dependency',
    ['updates to go.'],
    /^go: (?<quote>updates to go\.(?:mod|sum|work) needed)(?:, disabled by|; to update it:)/,
  ),
  go.end(
    'go-build',
    'command',
    ['[build failed]', '[setup failed]'],
    /^fail\s{1,4}[\w./-]{1,300} \[(?<quote>(?:build|setup) failed)\]/,
  ),
  go.end(
    'go-test',
    'test',
    ['--- fail', '^fail\t', '^fail '],
    /^\s{0,20}(?<quote>--- fail): |^fail\s{1,4}[\w./-]{1,300}\s{1,4}\d/,
    { quote: 'a FAIL of go test' },
  ),
  go.end('go-panic', 'test', ['panic: test timed out'], /^panic: (?<quote>test timed out after)/),
  go.cause(
    'go-compile',
    'command',
    beforeNumber('.go:'),
    /^(?:\.\/|\w)[\w./-]{0,300}\.go:\d{1,7}:\d{1,5}: (?:undefined|cannot use|syntax error|.{1,200} (?:declared and not used|imported and not used)|missing return|too many|not enough)/,
    { quote: 'the Go compiler found errors' },
  ),
  // gotestyourself/gotestsum testjson/summary.go; onsi/ginkgo reporters/default_reporter.go.
  go.end(
    'gotestsum',
    'test',
    ['done '],
    /^done \d{1,7} tests?.{0,60}, (?<quote>[1-9]\d{0,6} (?:failures?|errors?)) in /,
  ),
  go.end(
    'ginkgo',
    'test',
    ['fail! -- ', 'test suite failed'],
    /^fail! -- \d{1,6} passed \| (?<quote>[1-9]\d{0,5} failed)|^test suite failed$/,
    { quote: 'FAIL, of Ginkgo' },
  ),
  golangci.end(
    'golangci-time-out',
    'time-out',
    ['timeout exceeded: try increasing it'],
    /(?<quote>timeout exceeded: try increasing it)/,
  ),
  golangci.end(
    'golangci-lint',
    'command',
    ['issues found', ' issues:', ' issues.'],
    /^(?:level=error msg="?)?(?:issues found|(?<quote>[1-9]\d{0,5} issues?)[:.])/,
    { quote: 'golangci-lint found issues' },
  ),
]
