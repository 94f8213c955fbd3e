import type { FailureRule, RecoveryRule } from './failure-rule.ts'
import { CLOUD_RULES } from './rules/cloud.ts'
import { COMPILER_RULES } from './rules/compilers.ts'
import { CONTAINER_RULES } from './rules/container-tools.ts'
import { DOTNET_APPLE_RULES } from './rules/dotnet.ts'
import { GITHUB_RULES } from './rules/github-faults.ts'
import { GO_RULES } from './rules/go.ts'
import { JVM_RULES } from './rules/jvm.ts'
import { NETWORK_RULES } from './rules/network.ts'
import { NODE_RULES } from './rules/node.ts'
import { PYTHON_RULES } from './rules/python.ts'
import { RECOVERY_RULES } from './rules/recovery.ts'
import { RESOURCE_RULES } from './rules/resources.ts'
import { RUBY_PHP_RULES } from './rules/ruby-php.ts'
import { EXIT_RULES, RUNNER_RULES } from './rules/runner.ts'
import { RUST_RULES } from './rules/rust.ts'
import { SYSTEM_PACKAGE_RULES } from './rules/system-packages.ts'
import { TEST_RULES } from './rules/tests.ts'

export type LineRule = FailureRule | RecoveryRule

/** Of two rules that match a line, the first one counts: the runner, then tools by their own forms, then general readings. */
export const LINE_RULES: readonly LineRule[] = [
  ...RECOVERY_RULES,
  ...RUNNER_RULES,
  ...GITHUB_RULES,
  ...NODE_RULES,
  ...PYTHON_RULES,
  ...RUST_RULES,
  ...GO_RULES,
  ...JVM_RULES,
  ...DOTNET_APPLE_RULES,
  ...RUBY_PHP_RULES,
  ...SYSTEM_PACKAGE_RULES,
  ...CONTAINER_RULES,
  ...CLOUD_RULES,
  ...TEST_RULES,
  ...COMPILER_RULES,
  ...RESOURCE_RULES,
  ...NETWORK_RULES,
  ...EXIT_RULES,
]
