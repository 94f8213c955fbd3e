import { rulesOf } from '../failure-rule.ts'

const maven = rulesOf('maven')
const gradle = rulesOf('gradle')
const sbt = rulesOf('sbt')
const jvm = rulesOf('jvm')

/** apache/maven, maven-surefire; gradle/gradle platforms/core-configuration; sbt/sbt; coursier. */
export const JVM_RULES = [
  maven.end(
    'maven',
    'dependency',
    [
      'could not resolve dependencies',
      'could not transfer artifact',
      'could not find artifact',
      'failed to collect dependencies',
      'non-resolvable parent pom',
      'was not found in',
    ],
    /^(?:\[error\] )?(?:.{0,400}[: ])?(?<said>could not resolve dependencies for project|could not transfer artifact|could not find artifact|failed to collect dependencies at|non-resolvable (?:parent|import) pom)/,
  ),
  maven.end(
    'maven-compile',
    'command',
    ['compilation failure', 'compilation error'],
    /(?<said>compilation failure|compilation error)/,
  ),
  maven.end(
    'maven',
    'test',
    ['tests run: ', 'there are test failures'],
    /^(?:\[error\] )?(?<said>tests run: \d{1,7}, failures: (?:[1-9]\d{0,6}|\d{1,7}, errors: [1-9]\d{0,6}))|(?:there are test failures)/,
    { quote: 'tests failed in Maven' },
  ),
  maven.wrapper('maven-goal', 'command', ['failed to execute goal'], /^(?:\[error\] )?(?<said>failed to execute goal)/),
  maven.success('maven-done', ['build success'], /build success$/),
  gradle.end(
    'gradle-resolve',
    'dependency',
    ['could not resolve all', 'could not resolve ', 'could not get ', 'could not head '],
    /^(?:> |\s{0,6})*(?:execution failed for task .{1,200}\. > )?(?<said>could not resolve all (?:files|dependencies|artifacts|task dependencies) for configuration|could not resolve \S{1,200}|could not (?:get|head) ['"]https?:)/,
    { quote: 'Gradle could not resolve dependencies' },
  ),
  gradle.end('gradle-test', 'test', ['there were failing tests'], /(?<said>there were failing tests)/),
  gradle.end(
    'gradle-compile',
    'command',
    ['compilation failed; see the compiler', 'compilation error. see log', 'compilation failed'],
    /^(?:> )?(?<said>compilation failed; see the compiler|compilation error\. see log|compilation failed)/,
  ),
  gradle.end(
    'build-daemon-gone',
    'resource',
    ['gradle build daemon disappeared'],
    /(?<said>gradle build daemon disappeared unexpectedly)/,
  ),
  gradle.end('gradle-lock', 'resource', ['timeout waiting to lock'], /(?<said>timeout waiting to lock)/),
  gradle.end(
    'gradle-wrapper',
    'dependency',
    ['server returned http response code: 5', 'downloading https://services.gradle.org'],
    /^(?:exception in thread "main" )?java\.io\.ioexception: (?:.{0,200} )?server returned (?<said>http response code: (?:429|5\d\d))/,
  ),
  gradle.wrapper(
    'gradle-task',
    'command',
    ['execution failed for task', 'build failed'],
    /^(?<said>execution failed for task)|^build failed in \d/,
    { quote: 'a task of Gradle failed' },
  ),
  gradle.success('gradle-done', ['build successful'], /^build successful/),
  sbt.end(
    'sbt-update',
    'dependency',
    ['sbt.librarymanagement.resolveexception', 'error downloading', 'unresolved dependency'],
    /(?<said>sbt\.librarymanagement\.resolveexception|unresolved dependency)|^\[error\] {1,4}error downloading /,
    { quote: 'sbt could not resolve dependencies' },
  ),
  sbt.end(
    'sbt-test',
    'test',
    ['sbt.testsfailedexception', 'tests: failed'],
    /(?<said>sbt\.testsfailedexception: tests unsuccessful)|^\[error\] failed: total \d/,
    { quote: 'tests failed in sbt' },
  ),
  sbt.end('scalac', 'command', ['compilation failed'], /^\[error\] .{0,200}(?<said>compilation failed)/),
  jvm.end(
    'java-memory',
    'resource',
    ['outofmemoryerror', 'there is insufficient memory for the java runtime'],
    /(?:^|[\s:(])(?<said>java\.lang\.outofmemoryerror|there is insufficient memory for the java runtime)/,
  ),
]
