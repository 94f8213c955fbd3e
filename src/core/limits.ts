/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
export const LIMITS = {
  /** Check-run summary and text: bytes, although the schema says characters (github/docs#35252). */
  checkRunText: 65_535,
  checkRunTitle: 255,
  /** Annotations in one request (octokit/openapi checks-create). */
  checkRunAnnotations: 50,
  /** A step summary over this is dropped whole (actions/runner src/Runner.Worker/FileCommandManager.cs). */
  stepSummary: 1_048_576,
  perPage: 100,
  /** Subjects in one statement: the smallest limit of the tools that read it (sigstore-go pkg/verify/signature.go). */
  statementSubjects: 1_024,
  /** Our caps. */
  jobManifest: 4 * 1_048_576,
  runManifest: 32 * 1_048_576,
  /** report.md is written to fit a step summary. */
  runReport: 4 * 1_048_576,
  bundle: 8 * 1_048_576,
  /** A file with a bundle on each line, and how many. */
  bundleLines: 128 * 1_048_576,
  bundlesInFile: 10_000,
  artifactZip: 16 * 1_048_576,
  runArtifactZip: 32 * 1_048_576,
  /** Of JSON texts: values in them, counted before they are parsed, since each costs some fifty bytes of memory. */
  jobManifestValues: 200_000,
  runManifestValues: 2_000_000,
  bundleValues: 100_000,
  statementValues: 1_000_000,
  restValues: 1_000_000,
  /** Timestamps and log entries of one bundle, as sigstore-go has it (pkg/verify/tsa.go, pkg/verify/tlog.go). */
  bundleTimestamps: 32,
  bundleLogEntries: 32,
  bundleCertificates: 32,
  /** What one report or command inflates of all artifacts of ours together, and the entries in them. */
  artifactsInflated: 1_073_741_824,
  artifactEntries: 20_000,
  /** The same of one uploader, and how many artifacts of its own are opened: a job has one manifest. */
  uploaderInflated: 16 * 1_048_576,
  uploaderArtifacts: 40,
  /** Of an earlier attempt's run artifact: its bundle, and its run manifest where no signature tells another size. */
  earlierReport: 2 * 1_048_576,
  /**
   * Job files that a report holds and its run artifact carries, inflated and as they are zipped: other manifests are
   * referred to by digest.
   */
  carriedFiles: 32 * 1_048_576,
  carriedZipped: 12 * 1_048_576,
  /** Job manifests that stand inside the run manifest itself. */
  embeddedRecords: 12 * 1_048_576,
  restBody: 16 * 1_048_576,
  /** A job's log: as it streams by, and what is kept of it for readers that want all of it at once. */
  jobLog: 1_073_741_824,
  jobLogTail: 32 * 1_048_576,
  setupInfo: 262_144,
  runnerLog: 24 * 1_048_576,
  stepsContext: 262_144,
  workflowFile: 1_048_576,
  policyFile: 65_536,
  policyFindings: 500,
  /** Environments or branches that one rule of a policy names. */
  policyKeys: 500,
  /** A run log archive as it is downloaded. */
  runLogArchive: 256 * 1_048_576,
  /** Of a run log archive: files in it, one job's log, one file of GitHub's own lines, and all that is inflated of it. */
  runLogEntries: 200_000,
  runLogOfJob: 256 * 1_048_576,
  runLogSystem: 4 * 1_048_576,
  runLogInflated: 512 * 1_048_576,
  /** The whole logs of all its jobs, inflated one after the other. */
  runLogsInflated: 16 * 1_073_741_824,
  /** What the logs of all unrecorded jobs add to a run manifest, as JSON. */
  logRecords: 16 * 1_048_576,
  matrixString: 256,
  /** Keys of a matrix, of token permissions, and of times by state. */
  matrixKeys: 256,
  permissionKeys: 100,
  stateKeys: 100,
  jobsInReport: 1_000,
  steps: 1_000,
  actions: 500,
  caches: 500,
  artifacts: 1_000,
  gaps: 500,
  /** Of the workspace's lockfiles: how many, how large, how deep in folders, and entries of folders looked at. */
  lockfiles: 50,
  lockfile: 32 * 1_048_576,
  lockfileDepth: 4,
  workspaceEntries: 20_000,
  recordedVariables: 50,
  recordedValue: 1_024,
  deployManifests: 50,
  deployManifest: 32 * 1_048_576,
  /** Of a deployment manifest that is also read for images, and images kept of one. */
  deployManifestText: 8 * 1_048_576,
  deployManifestImages: 100,
  tools: 100,
  buildCaches: 200,
  pulls: 200,
  pushes: 200,
  services: 100,
  ownCalls: 50,
  variableNames: 200,
  dependencies: 20,
  /** Files and images that a job declares as made by it. */
  declaredSubjects: 2_000,
  subjectFile: 4 * 1_073_741_824,
  subjectPatterns: 100,
} as const
