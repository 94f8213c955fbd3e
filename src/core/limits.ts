/** The limits of GitHub, and the project's own caps on data from a run. Values are bytes unless stated otherwise. */
export const LIMITS = {
  /** Check-run summary and text: bytes, although the schema says characters (github/docs#35252). */
  checkRunText: 65_535,
  checkRunTitle: 255,
  /** Annotations in one request (octokit/openapi checks-create). */
  checkRunAnnotations: 50,
  /**
   * Step summary: the runner drops a larger one as a whole (actions/runner src/Runner.Worker/FileCommandManager.cs).
   */
  stepSummary: 1_048_576,
  perPage: 100,
  /** Subjects in one statement: the smallest limit of the tools that read it (sigstore-go pkg/verify/signature.go). */
  statementSubjects: 1_024,
  /** The project's own caps. */
  jobManifest: 4 * 1_048_576,
  runManifest: 32 * 1_048_576,
  /** report.md is written to fit a step summary. */
  runReport: 4 * 1_048_576,
  bundle: 8 * 1_048_576,
  /** A file with a bundle on each line: its size and the number of bundles. */
  bundleLines: 128 * 1_048_576,
  bundlesInFile: 10_000,
  artifactZip: 16 * 1_048_576,
  runArtifactZip: 32 * 1_048_576,
  /** Values in a JSON text, counted before parsing, since each costs about fifty bytes of memory. */
  jobManifestValues: 200_000,
  runManifestValues: 2_000_000,
  bundleValues: 100_000,
  statementValues: 1_000_000,
  restValues: 1_000_000,
  /**
   * Timestamps and log entries of one bundle, with the values of sigstore-go (pkg/verify/tsa.go, pkg/verify/tlog.go).
   */
  bundleTimestamps: 32,
  bundleLogEntries: 32,
  bundleCertificates: 32,
  /** Inflated bytes, and entries, of all artifacts of this project together in one report or command. */
  artifactsInflated: 1_073_741_824,
  artifactEntries: 20_000,
  /** The same for one uploader, and the number of its artifacts that are opened: a job has one manifest. */
  uploaderInflated: 16 * 1_048_576,
  uploaderArtifacts: 40,
  /** The run artifact of an earlier attempt: its bundle, and its run manifest if no signature states the size. */
  earlierReport: 2 * 1_048_576,
  /**
   * Job files that a report holds and its run artifact contains, inflated and zipped. Other manifests are referred to
   * by digest.
   */
  carriedFiles: 32 * 1_048_576,
  carriedZipped: 12 * 1_048_576,
  /** Job manifests that are embedded in the run manifest. */
  embeddedRecords: 12 * 1_048_576,
  restBody: 16 * 1_048_576,
  /** A job's log: the bytes read as a stream, and the bytes kept for readers that need the whole log at once. */
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
  /**
   * A run log archive: files in it, one job's log, one file of GitHub's own lines, and the sum of all inflated bytes.
   */
  runLogEntries: 200_000,
  runLogOfJob: 256 * 1_048_576,
  runLogSystem: 4 * 1_048_576,
  runLogInflated: 512 * 1_048_576,
  /** The whole logs of all its jobs, inflated one after the other. */
  runLogsInflated: 16 * 1_073_741_824,
  /** The log records of all unrecorded jobs in a run manifest, as JSON. */
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
  /**
   * Lockfiles of the workspace: their number and size, the depth of folders, and the folder entries that are checked.
   */
  lockfiles: 50,
  lockfile: 32 * 1_048_576,
  lockfileDepth: 4,
  workspaceEntries: 20_000,
  recordedVariables: 50,
  recordedValue: 1_024,
  deployManifests: 50,
  deployManifest: 32 * 1_048_576,
  /** A deployment manifest that is also read for images, and the images kept from one. */
  deployManifestText: 8 * 1_048_576,
  deployManifestImages: 100,
  /** A kustomization whose list of images is read, in UTF-16 units: far above the length of a real one. */
  kustomization: 1_048_576,
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
  /** The configuration file of the runner. */
  runnerConfig: 65_536,
  /** The event file: payloads of webhooks have at most 25 MB (docs.github.com/webhooks). */
  eventFile: 26 * 1_048_576,
  /**
   * The runner's list of artifacts: 500 subjects at most, each a name and a digest (actions/runner
   * src/Runner.Worker/CreateArtifactsFileCommand.cs).
   */
  artifactsList: 2 * 1_048_576,
  artifactsListSubjects: 500,
  /** A file of trusted roots, and the roots in it. */
  trustedRootFile: 4 * 1_048_576,
  trustedRoots: 50,
  /** A key file, or the root of a TUF repository, that a user names. */
  keyFile: 65_536,
  /** Files in a folder that the command line verifies. */
  folderFiles: 5_000,
  /** A report file of the command line. GitHub's caps do not apply to a file: every row of the largest run that is read fits. */
  reportFile: 64 * 1_048_576,
  /**
   * Entries of a runner folder that are checked. A step can leave millions of files in a folder, and all their names
   * at once would take a gigabyte.
   */
  namesInFolder: 250_000,
  /** Values in a JSON file of the runner. A push of 2,048 commits, GitHub's limit, has a fourth of it. */
  runnerFileValues: 200_000,
  /** GitHub's answer about one job. */
  jobAnswer: 1_048_576,
  /** Entries of a REST list that is not paged. */
  listedEntries: 1_000,
  /** Pages of one REST list: 50 pages of 100. */
  listedPages: 50,
  /** Artifacts in one listing of the results service; the toolkit's own client stops at 1 000. */
  resultsArtifacts: 10_000,
  /** Files of an offline folder: the run, its jobs, and each further record. */
  offlineRun: 8 * 1_048_576,
  offlineJobs: 64 * 1_048_576,
  offlineRecord: 16 * 1_048_576,
} as const
