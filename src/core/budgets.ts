/**
 * Time budgets in milliseconds. Every call to the outside runs under one of them. This file also holds the total time
 * that failing services may cost a step: earlier losses shorten the deadline of a call
 * (src/io/http/circuit-breaker.ts).
 */
export const BUDGETS = {
  /** Whole post step, default of input `time-budget`. After a cancel the runner leaves at least 45 s in all
   * (actions/runner src/Runner.Listener/JobDispatcher.cs: 60 s minimum minus 15 s). */
  postTotal: 20_000,
  /**
   * The time that post may lose to failing services: about 5 s in total. The listing, which runs beside the REST call,
   * may lose 2.5 s; signing may lose the rest of 3.5 s; the one try at an upload may lose 0.7 s. A service that
   * answered the listing in 2 s still gets the time to accept the manifest.
   */
  postLosses: { total: 3_500, atLeast: 700, atLeastOnceAnswered: 2_500 },
  /** The time that the report may lose: about 13 s. A hanging API takes 9 s, and four more services a second each. */
  reportLosses: { total: 9_000, atLeast: 1_000, atLeastOnceAnswered: 4_000 },
  /** A command of the command line. No job waits for it, but a person does. */
  commandLosses: { total: 20_000, atLeast: 2_000, atLeastOnceAnswered: 10_000 },
  /** The one REST call for the requested labels. */
  jobLookup: 2_500,
  /** The search for lockfiles in the workspace, and the digests of all deployment manifests. */
  workspace: 300,
  /** The search for test reports, and the reading of all of them. */
  testReports: 4_000,
  /**
   * The lists of images in all kustomizations that input `deploy-manifests` names. Starting a thread and loading the
   * YAML reader takes most of it, and only where such a file has a digest.
   */
  kustomizations: 2_000,
  /** Digests of all files that input `subjects` names. */
  subjects: 8_000,
  /** Storing one attestation. */
  attestation: 5_000,
  /** All probes of dependencies together, after a failed job. */
  dependencies: 2_000,
  /** The listing of the run's artifacts by post. Only one field of the manifest depends on it. */
  earlyListing: 2_500,
  /** One call to the results service. */
  results: 5_000,
  /** One call to the cache service or its storage; the history of runs is its only use. */
  cacheCall: 3_000,
  /** Reading the past of a workflow, whatever its source. */
  history: 8_000,
  /** One call of an upload to the results service; it answers in tenths of a second. */
  uploadCall: 3_000,
  /** One block of an upload: this time plus a second for each `uploadBytesPerSecond`. */
  uploadBlock: 3_000,
  uploadBytesPerSecond: 262_144,
  /** Signing with Fulcio, Rekor or a timestamp authority, all together: a Sigstore outage costs at most this. */
  signing: 5_000,
  /** Upload of one artifact. */
  upload: 12_000,
  /** The whole report. After this time it is ended, and a check run states that. */
  reportTotal: 300_000,
  /** The report waits at most this for jobs named in `needs` that still read as running. */
  waitForNeeds: 30_000,
  /**
   * No further try to read a policy file begins after this time, so that a report with a failing service ends in 20 s.
   */
  policyFile: 8_000,
  /** One REST call of the report; GitHub ends a request that it works on for 10 s (docs.github.com, "Timeouts"). */
  restCall: 10_000,
  /** All waits of the report, or of verify, for rate limits: a secondary limit that asks for more is not waited for. */
  rateLimitShort: 5_000,
  /** Download of one manifest artifact. */
  download: 10_000,
  /** Download and reading of all artifacts of this project together, and of those of one uploader. */
  allArtifacts: 60_000,
  uploaderArtifacts: 10_000,
  /** Reading of one log archive. */
  readLogArchive: 900_000,
  /** Download of one run log archive by the command line. */
  logArchive: 300_000,
  /** All waits for rate limits of one command together: a secondary limit asks for a minute or more. */
  rateLimit: 180_000,
  /** The refresh of trusted roots by the command line, and one call of it. */
  refreshRoots: 60_000,
  refreshCall: 10_000,
  /** Deadline for writing the files to one place. A run manifest has up to 64 MB. */
  writeFiles: 20_000,
  /** A call that reports an unfinished report. */
  unfinishedCall: 10_000,
  /**
   * Deadline of each call after a cancellation. The runner leaves 2.5 s after SIGTERM, and the report's process used
   * some of it.
   */
  cancelledCall: 1_000,
  /** One request to a cluster that is no watch, and the credential program of a kubeconfig. */
  clusterCall: 10_000,
  clusterCredential: 15_000,
  /** One watch: the server ends it then, and it is resumed. An idle connection through a firewall lives about as long. */
  clusterWatch: 240_000,
  /** Reading of pods, events and the resource tree after the observation. */
  clusterDetails: 5_000,
  /** Time between two looks at whether a target is done: the soak time ends without any event. */
  clusterCheck: 1_000,
  /** A difference between two clocks below this is explained by the delay of the watch and by whole seconds. */
  clusterClocks: 30_000,
  /** The pause before a failed request to a cluster is repeated: it doubles up to the second. */
  clusterRetryFirst: 500,
  clusterRetryMost: 5_000,
  /**
   * Pause before the one second try of a call of signing. The three tries of @actions/attest cost 7 s on a refused
   * connection. The deadline covers both tries.
   */
  repeatSigning: 200,
  /** Time between two looks at a process that is supervised. */
  superviseTick: 50,
  /** The time from the kill to the end of a process. A process that hangs inside the system is left to the runner. */
  afterKill: 1_000,
  /**
   * Time from the end of the recorder’s time budget, at which its work ends by itself, until its supervisor ends it.
   */
  afterBudget: 2_000,
  /** Pause before the second try of a REST call that failed for a moment. */
  repeatRestCall: 500,
  /** Pause before the second try of a call to the results service or its storage. */
  repeatResultsCall: 250,
  /**
   * Deadline of a tunnel through a proxy. The exchange's own deadline decides; this one ends a tunnel that no caller
   * waits for any more.
   */
  tunnel: 15_000,
  /** The time in which `slowestBytes` must arrive (limits.ts). */
  slowest: 10_000,
} as const
