export const HELP = `pipeline-trace: records every hand-off of a GitHub Actions run, and checks such records

Usage
  pipeline-trace verify <run folder | job folder | bundle file> [options]
  pipeline-trace --help | --version

verify checks signatures, digests, and that what the manifests claim is what the certificate says.
A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, jobs/.

Options
  --trusted-root FILE      Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root);
                           without it: the roots that come with this program, their dates are printed
  --key FILE               public key (SPKI PEM) of signatures made with a key; may be given more than once
  --repo OWNER/REPO        the repository that must have signed; a full URL for another server
  --run ID                 the run that must have signed
  --attempt N              the attempt that must have signed
  --signer-workflow PATH   the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF],
                           or a full URL
  --format text|json       text by default

Nothing that is verified is asked whom to trust: root, key and expectations come from these options alone.
Without --repo or --signer-workflow (or --key) the answer is "signed by ..., not checked against an
expectation": somebody signed this, and whether it is the right one is for you to say.

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete (files are missing; the rest was checked and printed)
`
