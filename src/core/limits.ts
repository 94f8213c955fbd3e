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
  /** Lines of programs that repeat a command: of a job, and of one step. A loop that waits can print thousands. */
  retryLines: 1_000,
  retryLinesOfStep: 100,
  /**
   * Lines that state an error: the length of one, those kept at each end of a step (the first name the cause, the last
   * ended the step), and the steps that have some.
   */
  errorLine: 600,
  errorLinesAtEachEnd: 16,
  errorLineSteps: 1_000,
  /** Failures that one passed job hides, the length of the name of the step, and the lines that state one. */
  hiddenFailures: 20,
  hiddenFailureStep: 200,
  hiddenFailureLines: 3,
  setupInfo: 262_144,
  runnerLog: 24 * 1_048_576,
  stepsContext: 262_144,
  workflowFile: 1_048_576,
  /** Crons of one workflow file, and the needs that expressions of one job read. */
  crons: 100,
  needReads: 200,
  policyFile: 65_536,
  /** Lines of a CODEOWNERS file that are matched. */
  codeOwnersLines: 10_000,
  policyFindings: 500,
  /** Environments or branches that one rule of a policy names. */
  policyKeys: 500,
  /** Faults of a file of the repository that one line names. */
  fileIssues: 10,
  /** Findings of a report, the evidence of one, and the findings that the configuration file ignores. */
  findings: 50,
  findingEvidence: 10,
  ignoredFindings: 50,
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
  /** Packages that the log of a job names, and those of all jobs of a run together. */
  packages: 500,
  packagesOfRun: 50_000,
  /** Packages that one line lists. */
  packagesInLine: 1_000,
  buildCaches: 200,
  pulls: 200,
  pushes: 200,
  services: 100,
  ownCalls: 50,
  variableNames: 200,
  dependencies: 20,
  /** The history of a workflow: stored, inflated, and its values. 200 runs of 20 jobs take less than 100 kB stored. */
  historyStored: 400_000,
  historyInflated: 16 * 1_048_576,
  historyValues: 1_000_000,
  /**
   * What it keeps: its runs, and of each job the length of lists. 200 runs are a few weeks of a busy workflow and years of
   * a nightly one; ten labels, caches or lockfiles are many, so twice that.
   */
  historyRuns: 200,
  /** Newest entries of one branch that are joined: reports at the same time save one each. */
  historyEntries: 3,
  historyJobs: 1_000,
  historyLabels: 20,
  historyCaches: 20,
  historyLockfiles: 20,
  historyPackages: 500,
  historyTests: 10,
  /** Waits for an approval, of a run. */
  historyApprovals: 50,
  /**
   * Lengths of its texts: name and version of what a job used (an entry that is longer is left out, since a cut one would
   * compare as another version), the value of a variable, a test, a step, an image of a runner, a cache key, the list of
   * permissions, and a path of a lockfile or the name of an action.
   */
  historyEntry: 200,
  historyVariable: 100,
  historyTest: 200,
  historyStep: 200,
  historyImage: 300,
  historyCacheKey: 512,
  historyPermissions: 500,
  historyPath: 300,
  /** Digits kept of a SHA-256 that is only compared for a change: 48 bits. */
  historyDigestDigits: 12,
  /**
   * Runs of the past that are listed on one page, enough to find ten that count, and those read: one to three requests
   * each.
   */
  pastRunsListed: 40,
  pastRuns: 10,
  /**
   * Runs of the past that are read at once: GitHub asks for few requests at a time (docs.github.com "Best practices
   * for using the REST API").
   */
  pastRunsAtOnce: 4,
  /** Runs without a run artifact after which no other run is tried: the workflow has no report yet. */
  pastRunsTried: 3,
  /** Run artifacts of one attempt that are read: a report that was repeated has another name. */
  pastReports: 3,
  /** The reasons of a baseline together, as its field holds them. */
  baselineReason: 300,
  /** The words of a failed check of a run artifact, and of a refusal of the cache service. */
  checkReason: 150,
  cacheRefusal: 200,
  /** An answer of the storage to an upload: empty, or an error in XML. */
  storageAnswer: 65_536,
  /** Files and images that a job declares as made by it. */
  declaredSubjects: 2_000,
  subjectFile: 4 * 1_073_741_824,
  subjectPatterns: 100,
  /**
   * Test reports: patterns, files, the folder entries that are checked and their depth; the size of an XML file and of a
   * JSON file, which is parsed whole; the bytes, test cases and JSON values of all files together; and the tests that are
   * kept by name.
   */
  testReportPatterns: 20,
  testReports: 200,
  testReportEntries: 100_000,
  testReportDepth: 16,
  testReport: 64 * 1_048_576,
  testReportJson: 24 * 1_048_576,
  testReportsRead: 192 * 1_048_576,
  testCases: 200_000,
  testReportValues: 1_000_000,
  flakyTests: 50,
  /** Lengths of one pattern and of a path in the workspace; and the bytes that are read of an XML file at a time. */
  testReportPattern: 500,
  testReportPath: 1_024,
  testReportChunk: 262_144,
  /** Nesting of elements, and attributes of one element, far above those of any report. */
  testReportNesting: 64,
  testReportAttributes: 200,
  /** A name by which two entries are the same test: not compared past this length. The name that is kept is shorter. */
  testIdentity: 2_000,
  testName: 512,
  /**
   * The beginning of a message that is kept while a report is read, and its lines that rules are tried on: then comes
   * the stack.
   */
  testMessage: 1_000,
  testMessageLines: 5,
  /**
   * A comparison of two runs: the jobs that one difference names, the differences of one kind of input, the parts of the
   * critical path, and the differences in what the runs did.
   */
  comparedNames: 20,
  comparedInputs: 500,
  comparedParts: 200,
  comparedBehaviour: 2_000,
  /** An assessment of a repetition: the jobs that one input names, the inputs of each list, and the script in characters. */
  replayNames: 20,
  replayInputs: 2_000,
  replayScript: 262_144,
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
  /**
   * A report file of the command line. GitHub's caps do not apply to a file: every row of the largest run that is read
   * fits.
   */
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
  /**
   * A trace: folders and their depth, manifests that are looked through, those that are read whole, those of one question
   * by an environment (the newest), those whose signature is verified, and the rounds of a search.
   */
  traceFolders: 100_000,
  traceDepth: 12,
  traceFiles: 50_000,
  traceManifests: 500,
  traceNewest: 25,
  traceVerified: 25,
  traceRounds: 12,
  /** Run artifacts that a trace downloads, and pages of artifacts that it lists. */
  traceDownloads: 30,
  tracePages: 3,
  /** What a trace prints. */
  traceNodes: 2_000,
  traceEdges: 5_000,
  traceChains: 20,
  traceSubjects: 100,
  traceGaps: 100,
  tracePlaces: 100,
  traceRefused: 100,
  /** Files of an offline folder: the run, its jobs, and each further record. */
  offlineRun: 8 * 1_048_576,
  offlineJobs: 64 * 1_048_576,
  offlineRecord: 16 * 1_048_576,
  /**
   * Deployment targets: targets of one observation, and of each its transitions, resources, images, past revisions,
   * decisions and conditions.
   */
  convergenceTargets: 50,
  convergenceTransitions: 10_000,
  convergenceResources: 200,
  convergenceImages: 200,
  convergenceHistory: 100,
  convergenceDecisions: 100,
  convergenceConditions: 50,
  /** A convergence record, and what a job manifest keeps of a target: transitions, and resources or past revisions. */
  convergenceRecord: 24 * 1_048_576,
  manifestTransitions: 50,
  manifestResources: 50,
  /** Revisions of one target that are followed. */
  convergenceRevisions: 1_000,
  /** Lengths: a name of Kubernetes has at most 253 characters (RFC 1123), a revision is a commit or a chart version. */
  convergenceName: 256,
  convergenceRevision: 200,
  convergenceValue: 300,
  /** Warnings and pods of one target, its gaps, and pod templates of one workload that are told apart. */
  convergenceWarnings: 10_000,
  convergencePods: 1_000,
  convergenceGaps: 50,
  convergenceTemplates: 1_000,
  /** Comparisons of the two clocks; the beginning of a message that decides its class. */
  convergenceOffsets: 100,
  convergenceMessage: 4_000,
  /** Objects that a watch remembers, so that one that is gone after a break is known to be deleted. */
  watchedObjects: 1_000,
  /** Watches that fail in a row before the objects are listed again: the server may be another one. */
  watchFailures: 3,
  /** Events and pods of a recorded folder that stand before their target. */
  recordedLater: 100_000,
  /** One object of a cluster: etcd refuses larger requests than 1.5 MiB (etcd.io "System limits"); JSON of it is longer. */
  clusterObject: 8 * 1_048_576,
  clusterObjectValues: 200_000,
  /** A kubeconfig with its certificates, a token, and the output of its credential program. */
  kubeconfig: 1_048_576,
  clusterToken: 65_536,
  /** One page of a list, its entries, and all pages. */
  clusterList: 32 * 1_048_576,
  clusterPage: 250,
  clusterPages: 40,
  /** A file of a recorded observation, and its files. */
  recordedWatch: 512 * 1_048_576,
  recordedWatchFiles: 200,
  /** Answers of the services of signing: the token service, and Fulcio, Rekor or a timestamp authority. */
  idTokenAnswer: 65_536,
  sigstoreAnswer: 1_048_576,
  /** An answer to the call that reports an unfinished report. */
  unfinishedAnswer: 1_048_576,
  /**
   * Input `needs`: larger than any environment variable can be: Linux takes 128 KiB in one, Windows 32,767 characters
   * in all.
   */
  needs: 1_048_576,
  /**
   * Lines of `system.txt`: GitHub writes one waiting line in five minutes, and a job may wait for 35 days: 10 080
   * lines.
   */
  systemLines: 50_000,
  /** GitHub's own files for one job in a log archive. Further files are not GitHub's. */
  systemFilesOfJob: 10,
  /** Lines that are read of one job in an archive, to find which job it is. */
  archiveJobLines: 1_000_000,
  /**
   * An entry of the Worker log, in characters (a job message contains the whole event). A longer one is cut and is
   * then no valid JSON.
   */
  workerLogEntry: 8 * 1_048_576,
  /**
   * Files of the Worker log that are checked. A worker starts a new file every 8 MB (actions/runner
   * src/Runner.Common/HostTraceListener.cs).
   */
  workerLogFiles: 24,
  /** Version folders of the runner that are checked below one `cached`. */
  runnerVersions: 50,
  /** Pages of the log that the runner keeps of one job. */
  jobLogPages: 100,
  /** A program file that is read for its digest. */
  program: 16 * 1_048_576,
  /**
   * A variable that is renamed for a child process. A longer one cannot be recorded anyway, and the new name must not
   * make a variable too long to pass on.
   */
  variableAside: 16_000,
  /**
   * Memory of the recorder's process. A normal post needs a fourth of it, with a log of 32 MB and a workflow file of 1
   * MB.
   */
  recorderMemory: 512 * 1_048_576,
  /**
   * Variables that `pre` keeps in the state of the action. State becomes a variable of post. Linux takes at most 128
   * KiB in one variable; Windows takes 32,767 characters in all variables together, including the job's. A hosted
   * runner has about 150 names in 3,000 characters.
   */
  keptVariables: 8_192,
  /** Memory of the thread that reads YAML: its share of that of the whole process. */
  yamlThreadMegabytes: 128,
  /** Requests to the caches API in one report. */
  cacheRequests: 3,
  /** Digests whose attestations are requested: each needs one request. */
  attestedDigests: 5,
  /** Jobs of a workflow file with those of the files it calls, instances of one job, and instances of all. */
  planJobs: 2_000,
  planInstancesOfJob: 1_000,
  planInstances: 5_000,
  /** The beginning of a script that the plan keeps. */
  planScript: 4_096,
  /** A matrix: every leg stores its values, and every expression of the leg receives them. */
  planMatrix: 65_536,
  /** Files of all calls of a run (docs.github.com "Limits" and actions/runner ParseOptions.cs MaxFiles). */
  calledFiles: 50,
  /** Nested workflows, including the top one (docs.github.com "Reusing workflow configurations"). */
  callDepth: 10,
  /** Aliases of a YAML file: the YAML reader searches all anchors for each alias. */
  yamlAliases: 10_000,
  /**
   * Nesting of a YAML file, far above that of any workflow: GitHub's parser stops at 100 (errors-max-depth of its
   * conformance cases).
   */
  yamlNesting: 1_000,
  /** Jobs of one matrix (docs.github.com "Limits"). */
  matrixLegs: 256,
  /** Jobs of one run whose annotations are requested. */
  annotatedJobs: 10,
  /** Called workflows of one run: GitHub allows 50 unique ones (docs "Reusing workflow configurations"). */
  referencedWorkflows: 200,
  /** Attestations on the one page that is read. More attestations are not counted. */
  attestationsListed: 30,
  /**
   * Requests of one kind that are sent at once: GitHub asks for few at a time (docs.github.com "Best practices for
   * using the REST API").
   */
  requestsAtOnce: 4,
  /** Deployments of one commit that are read, newest first; each costs a request. */
  deploymentsOfCommit: 50,
  /**
   * Nesting of the parameters of a rule: rules have four levels at most (octokit/openapi repository-rule-detailed),
   * and deeper ones are refused.
   */
  ruleNesting: 8,
  /**
   * A block of an upload: the size of the toolkit's chunks (actions/toolkit
   * packages/artifact/src/internal/shared/config.ts, getUploadChunkSize).
   */
  uploadBlock: 8 * 1_048_576,
  /** Jobs verified at a time. Each may cost a request for its log. */
  jobsVerifiedAtOnce: 4,
  /** Check runs that are read for their deployment. */
  deploymentCheckRuns: 10,
  /** Environments that one report reads. Each costs a request. */
  environmentsRead: 20,
  /** Attempts before the reported one that are read, latest first. Each costs a run answer and its job list. */
  earlierAttempts: 10,
  /** Artifacts that are downloaded at once. */
  downloadsAtOnce: 6,
  /** Run artifacts of earlier attempts that are opened, newest first. */
  earlierReports: 5,
  /** Names of an offline folder. */
  folderNames: 5_000,
  /** An answer that fetch keeps. */
  recordedAnswer: 4 * 1_048_576,
  /** Redirects of one request. One is usual: the API leads to a signed address of the log or artifact store. */
  redirects: 3,
  /**
   * The bytes that must arrive in `slowest` (budgets.ts). Without a minimum rate, a server that sends a byte a second
   * could hold a download with a deadline of minutes.
   */
  slowestBytes: 1_024,
  /** Requests of one command: the default, and the most that an option may name. */
  requestsOfCommand: 1_000,
  mostRequestsOfCommand: 100_000,
  /** Names of one kind that replay looks up. Each costs a request. */
  replayLookups: 50,
  /** The beginning of a log archive that shows whether the archive is still there. */
  logProbe: 262_144,
  /** Deployments of an environment, and runs of a commit, of which the runs are searched: the newest. */
  traceDeployments: 5,
  traceRuns: 20,
  /** Artifacts in a run manifest. */
  artifactsOfRun: 2_000,
  /** Artifacts that a job looked for and did not find. */
  soughtArtifacts: 50,
  /** Owners of one file, and the length of a line of CODEOWNERS that is read. */
  codeOwners: 10,
  codeOwnersLine: 2_000,
  /** Bytes of a UTF-16 log that are decoded at a time. */
  decodedPiece: 65_536,
} as const
