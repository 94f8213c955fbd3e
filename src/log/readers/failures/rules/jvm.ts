import { defineRules } from '../failure-rule.ts'

const maven = defineRules('maven')
const gradle = defineRules('gradle')
const sbt = defineRules('sbt')
const jvm = defineRules('jvm')

/** apache/maven, maven-surefire; gradle/gradle platforms/core-configuration; sbt/sbt; coursier. */
export const JVM_RULES = [
  maven.end(
    'maven-denied',
    'permission',
    ['could not transfer ', 'failed to deploy artifacts'],
    /could not transfer (?:artifact|metadata) .{1,300}(?<quote>status code: 40[13]|not authorized|authentication failed|authorization failed|reason phrase: (?:unauthorized|forbidden))/,
    { quote: 'the repository did not let Maven in' },
  ),
  maven.end(
    'maven-deploy-refused',
    'command',
    ['failed to deploy artifacts', 'failed to deploy metadata'],
    /(?<quote>failed to deploy (?:artifacts|metadata)): .{1,400}status code: (?:400|409|422)/,
  ),
  // gradle/gradle platforms/software/publish; resources-http: a PUT is a publication.
  gradle.end(
    'gradle-publish-denied',
    'permission',
    ["could not put 'http"],
    /could not put 'https?:.{1,300}received status code (?<quote>40[13])/,
    { isRequest: true, quote: 'the repository did not let Gradle publish' },
  ),
  gradle.end(
    'gradle-publish-refused',
    'command',
    ["could not put 'http"],
    /could not put 'https?:.{1,300}received status code (?<quote>4(?:00|09|22))/,
    { isRequest: true, quote: 'the repository refused the publication' },
  ),
  gradle.end(
    'gradle-denied',
    'permission',
    ["could not get 'http", "could not head 'http"],
    /could not (?:get|head) 'https?:.{1,300}received status code (?<quote>40[13])/,
    { isRequest: true, quote: 'the repository did not let Gradle in' },
  ),
  maven.end(
    'maven',
    'dependency',
    [
      'could not resolve dependencies',
      'could not transfer artifact',
      'could not find artifact',
      'failed to collect dependencies',
      'non-resolvable parent pom',
    ],
    /^(?:\[error\] )?(?:.{0,400}[: ])?(?<quote>could not resolve dependencies for project|could not transfer artifact|could not find artifact|failed to collect dependencies at|non-resolvable (?:parent|import) pom)/,
  ),
  maven.end(
    'maven-compile',
    'command',
    ['compilation failure', 'compilation error'],
    /^\[error\] (?:failed to execute goal .{1,300}: )?(?<quote>compilation failure|compilation error)/,
  ),
  maven.end(
    'maven-test',
    'test',
    ['tests run: ', 'there are test failures', 'the forked vm terminated without', 'error in the fork'],
    /^(?:\[error\] )?(?<quote>tests run: \d{1,7}, {1,2}failures: (?:[1-9]\d{0,6}|\d{1,7}, errors: [1-9]\d{0,6}))|there are test failures|^(?:\[error\] )?(?:.{0,200}: )?the forked vm terminated without|there was a timeout or other error in the fork/,
    { quote: 'tests failed in Maven' },
  ),
  maven.wrapper(
    'maven-goal',
    'command',
    ['failed to execute goal'],
    /^(?:\[error\] )?(?<quote>failed to execute goal)/,
  ),
  maven.success('maven-done', ['build success'], /build success$/),
  gradle.end(
    'gradle-resolve',
    'dependency',
    [
      'could not resolve ',
      'could not get ',
      'could not head ',
      'could not find ',
      'could not download ',
      'plugin [id:',
    ],
    /^(?:> )?(?:execution failed for task .{1,200}\. > )?(?<quote>could not resolve all (?:files|dependencies|artifacts|task dependencies) for configuration|could not resolve \S{1,200}|could not find [\w.-]{1,100}:[\w.-]{1,100}:|could not download \S{1,200} \(|could not (?:get|head) ['"]https?:|plugin \[id: '.{1,150}'\] was not found)/,
    { quote: 'Gradle could not resolve dependencies' },
  ),
  gradle.end(
    'gradle-test',
    'test',
    ['there were failing tests', 'tests completed, '],
    /(?<quote>there were failing tests)|^\d{1,6} tests? completed, [1-9]\d{0,5} failed/,
    {
      quote: 'there were failing tests',
    },
  ),
  gradle.end(
    'gradle-compile',
    'command',
    ['compilation failed; see the compiler', 'compilation error. see log', 'compilation failed'],
    /^(?:> )?(?<quote>compilation failed; see the compiler|compilation error\. see log|compilation failed)/,
  ),
  gradle.end(
    'build-daemon-gone',
    'resource',
    ['gradle build daemon disappeared', 'running out of jvm memory', 'jvm heap space is exhausted'],
    /^(?:> |\s{0,6})?(?<quote>gradle build daemon disappeared unexpectedly)|after running out of jvm memory|jvm heap space is exhausted/,
    { quote: 'the Gradle daemon ran out of memory or was killed' },
  ),
  gradle.end('gradle-lock', 'resource', ['timeout waiting to lock'], /(?<quote>timeout waiting to lock)/),
  gradle.end(
    'gradle-wrapper',
    'dependency',
    ['server returned http response code: ', 'exception in thread "main" java.'],
    /^(?:exception in thread "main" )?java\.io\.ioexception: (?:.{0,200} )?server returned (?<quote>http response code: (?:403|429|5\d\d))|^exception in thread "main" java\.(?:io\.filenotfoundexception: https?:|io\.ioexception: downloading from https?:|net\.(?:unknownhost|sockettimeout|connect|socket)exception)/,
    { quote: 'the Gradle distribution could not be fetched' },
  ),
  gradle.wrapper(
    'gradle-task',
    'command',
    ['execution failed for task', 'build failed'],
    /^(?<quote>execution failed for task)|^build failed in \d/,
    { quote: 'a task of Gradle failed' },
  ),
  gradle.success('gradle-done', ['build successful'], /^build successful/),
  sbt.end(
    'sbt-update',
    'dependency',
    ['sbt.librarymanagement.resolveexception', 'error downloading', 'unresolved dependency'],
    /(?<quote>sbt\.librarymanagement\.resolveexception|unresolved dependency)|^(?:\[error\] {1,4})?error downloading /,
    { quote: 'sbt could not resolve dependencies' },
  ),
  sbt.end(
    'sbt-test',
    'test',
    ['sbt.testsfailedexception', 'failed: total '],
    /(?<quote>sbt\.testsfailedexception: tests unsuccessful)|^(?:\[error\] )?failed: total \d/,
    { quote: 'tests failed in sbt' },
  ),
  sbt.end('scalac', 'command', ['compilation failed'], /^(?:\[error\] )?\(.{1,200}\) (?<quote>compilation failed)/),
  jvm.end(
    'java-memory',
    'resource',
    ['outofmemoryerror', 'there is insufficient memory for the java runtime'],
    /(?:^|[\s:(])(?<quote>java\.lang\.outofmemoryerror|there is insufficient memory for the java runtime)/,
  ),
]
