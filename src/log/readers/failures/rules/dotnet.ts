import { defineRules } from '../failure-rule.ts'

const dotnet = defineRules('dotnet')
const xcode = defineRules('xcode')
const swift = defineRules('swift')

/** NuGet/NuGet.Client, dotnet/msbuild, microsoft/vstest; Apple's xcodebuild; swiftlang/swift-package-manager, swift-testing. */
export const DOTNET_APPLE_RULES = [
  dotnet.end(
    'nuget-denied',
    'permission',
    ['response status code does not indicate success: 401', 'response status code does not indicate success: 403'],
    /response status code does not indicate success: (?<quote>40[13])/,
    { isRequest: true, quote: 'the package feed denied access' },
  ),
  dotnet.end(
    'nuget',
    'dependency',
    [
      'unable to load the service index',
      'error nu1101',
      'error nu1102',
      'error nu1301',
      'error nu1',
      'response status code does not indicate success',
    ],
    /(?<quote>unable to load the service index|error nu1(?:004|100|101|102|103|107|202|301|302|403))|^.{0,200}response status code does not indicate success: (?:429|5\d\d)/,
    { quote: 'NuGet could not restore packages' },
  ),
  dotnet.end(
    'nuget-push-conflict',
    'command',
    ['409 (conflict'],
    /response status code does not indicate success: (?<quote>409)/,
  ),
  dotnet.end(
    'dotnet-test',
    'test',
    ['failed!', 'test run failed', 'test run aborted', 'test run was aborted', 'test host process crashed', ' [fail]'],
    /^failed! {1,4}- (?<quote>failed: {1,10}[1-9]\d{0,6})|^(?:the active )?test run (?:failed|aborted|was aborted)|^test run summary: failed!|test host process crashed|^\[xunit\.net [\d:.]{8,16}\] {1,12}\S.{0,300} \[fail\]$/,
    { quote: 'a run of dotnet test failed' },
  ),
  dotnet.end('msbuild', 'command', [': error '], /: error (?<quote>(?!ts\d)[a-z]{2,10}\d{3,5}): /),
  dotnet.wrapper('msbuild-failed', 'command', ['build failed.'], /^(?<quote>build failed)\.$/),
  dotnet.success('msbuild-done', ['build succeeded.'], /^build succeeded\.$/),
  xcode.end(
    'xcode-destination',
    'command',
    ['unable to find a device matching', 'unable to find a destination matching'],
    /(?<quote>unable to find a (?:device|destination) matching the provided destination specifier)/,
  ),
  // swiftlang/swift-package-manager Sources/Workspace; CocoaPods/CocoaPods lib/cocoapods.
  swift.end(
    'swift-packages',
    'dependency',
    [
      'could not resolve package dependencies',
      'dependencies could not be resolved because',
      'error: failed to clone',
      'error: failed downloading',
      "couldn't be downloaded",
      'unable to find a specification for',
      'could not find compatible versions for pod',
    ],
    /^(?:xcodebuild: )?error: (?:could not resolve package dependencies|dependencies could not be resolved because|failed to clone |failed downloading ')|^\[!\] (?:cdn: .{1,200} couldn't be downloaded|unable to find a specification for|cocoapods could not find compatible versions for pod)/,
    { quote: 'the packages could not be fetched or resolved' },
  ),
  xcode.end(
    'xcode-test',
    'test',
    ['** test failed **', 'executed '],
    /^\*\* (?<quote>test failed) \*\*|^\s{0,4}executed \d{1,6} tests?, with (?:\d{1,6} tests? skipped and )?[1-9]\d{0,5} failures?/,
    { quote: 'TEST FAILED, of xcodebuild' },
  ),
  xcode.end(
    'xcode-build',
    'command',
    ['** build failed **', '** archive failed **'],
    /^\*\* (?<quote>(?:build|archive) failed) \*\*/,
  ),
  xcode.end(
    'code-signing',
    'permission',
    ['no signing certificate', 'requires a provisioning profile', 'no profiles for'],
    /(?<quote>no signing certificate|requires a provisioning profile|no profiles for)/,
  ),
  swift.end('swift-testing', 'test', ['test run with '], /test run with \d{1,6} tests?.{0,60} (?<quote>failed after)/),
  swift.cause('swift-compile', 'command', ['.swift:'], /\.swift:\d{1,7}:\d{1,5}: error: /, {
    quote: 'the Swift compiler found errors',
  }),
]
