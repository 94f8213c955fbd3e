/** Time budgets in milliseconds. Every call of ours to the outside runs under one of them. */
export const BUDGETS = {
  /** Whole post step, default of input `time-budget`. After a cancel the runner leaves at least 45 s in all
   * (actions/runner src/Runner.Listener/JobDispatcher.cs: 60 s minimum minus 15 s). */
  postTotal: 20_000,
  /** The one REST call for the requested labels. */
  jobLookup: 3_000,
  /** The search for lockfiles in the workspace, and the digests of all deployment manifests. */
  workspace: 300,
  /** Digests of all files that input `subjects` names. */
  subjects: 8_000,
  /** Storing one attestation. */
  attestation: 5_000,
  /** All probes of dependencies together, after a failed job. */
  dependencies: 2_000,
  /** One call to the results service. */
  results: 5_000,
  /** Signing with Fulcio, Rekor or a timestamp authority, all together: a Sigstore outage costs at most this. */
  signing: 5_000,
  /** Upload of one artifact. */
  upload: 12_000,
  /** The report waits at most this for jobs named in `needs` that still read as running. */
  waitForNeeds: 30_000,
  /** No further try to read a policy file begins after this: the whole report of a sick service is to end in 20 s. */
  policyFile: 8_000,
  /** One REST call of the report. */
  restCall: 10_000,
  /** Download of one manifest artifact. */
  download: 10_000,
  /** Download of one run log archive by the command line. */
  logArchive: 300_000,
  /** All waits for rate limits of one command together: a secondary limit asks for a minute or more. */
  rateLimit: 180_000,
} as const
