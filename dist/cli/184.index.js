export const id = 184;
export const ids = [184];
export const modules = {

/***/ 184:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/model/artifact-name.js
var artifact_name = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(3619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
;// CONCATENATED MODULE: ./lib/src/trust/trusted-roots.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});



const MAX_ROOT_FILE = 4 * 1_048_576;
const MAX_ROOTS = 50;
const trustedRoot = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP().check(api/* _regex */.Fk(/^application\/vnd\.dev\.sigstore\.trustedroot[.+]/)),
    certificateAuthorities: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* unknown */.L5J())),
});
/** The roots in `src/trust/roots/`, made by scripts/update-roots.ts. */
const readShippedRoots = async () => {
    const [{ PUBLIC_GOOD }, { GITHUB }] = await Promise.all([
        __webpack_require__.e(/* import() */ 456).then(__webpack_require__.bind(__webpack_require__, 6456)),
        __webpack_require__.e(/* import() */ 730).then(__webpack_require__.bind(__webpack_require__, 7730)),
    ]);
    return [PUBLIC_GOOD, GITHUB];
};
/**
 * Trusted roots from a file of the user's, one JSON value or one per line (`gh attestation trusted-root` prints lines);
 * without a file the shipped ones. Never both: who names a root means that one.
 * @throws TraceError FILE_UNREADABLE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
const readTrustedRoots = async (file) => {
    if (file === undefined || file === '')
        return (await readShippedRoots()).map(({ root }) => root);
    const values = parseValues(await readCapped(file), file);
    if (values.length === 0 ||
        values.length > MAX_ROOTS ||
        values.some(value => !parse/* safeParse */.xL(trustedRoot, value).success))
        throw new error/* TraceError */.y('SCHEMA_MISMATCH', `${file} holds no Sigstore trusted root`, {
            hint: 'Give the trusted_root.json of your instance, or the output of `gh attestation trusted-root`',
        });
    return values;
};
const readCapped = async (file) => {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await handle.stat();
            if (size > MAX_ROOT_FILE)
                throw new error/* TraceError */.y('TOO_LARGE', `${file} has ${size} bytes, limit ${MAX_ROOT_FILE}`);
            return await handle.readFile('utf8');
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (cause) {
        if (cause instanceof error/* TraceError */.y)
            throw cause;
        throw new error/* TraceError */.y('FILE_UNREADABLE', `cannot read the trusted root ${file}`, { cause });
    }
};
const parseValues = (text, file) => {
    try {
        return [JSON.parse(text)];
    }
    catch {
        try {
            return text
                .split('\n')
                .filter(line => line.trim() !== '')
                .map(line => JSON.parse(line));
        }
        catch (cause) {
            throw new error/* TraceError */.y('NOT_JSON', `${file} is neither JSON nor JSON lines`, { cause });
        }
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/platform.js
/** The same question is asked once: every job of a run wants the list of its attempt. */
const rememberAnswers = (choice) => {
    if ('notAsked' in choice)
        return choice;
    const lists = new Map();
    return {
        ...choice,
        readJobs: (repository, runId, attempt) => {
            const key = `${repository} ${runId} ${attempt}`;
            const known = lists.get(key) ?? choice.readJobs(repository, runId, attempt);
            lists.set(key, known);
            return known;
        },
    };
};
/** Why this run cannot be asked for, else undefined. A token only goes to the server that the caller named. */
const whyNotAsked = (choice, run) => {
    if ('notAsked' in choice)
        return choice.notAsked;
    if (run.serverUrl.toLowerCase() !== choice.serverUrl.toLowerCase())
        return `the run is on ${run.serverUrl}, the API that was given is of ${choice.serverUrl}`;
    const parts = run.repository.split('/');
    const isPath = parts.length === 2 && parts.every(part => /^[\w.-]{1,100}$/.test(part) && !/^\.{1,2}$/.test(part));
    return isPath ? undefined : `${run.repository} is no name of a repository`;
};

// EXTERNAL MODULE: ./lib/src/trust/issuers.js
var issuers = __webpack_require__(8879);
// EXTERNAL MODULE: ./lib/src/model/scalar.js
var scalar = __webpack_require__(5350);
// EXTERNAL MODULE: ./lib/src/trust/verdict.js
var verdict = __webpack_require__(3706);
;// CONCATENATED MODULE: ./lib/src/trust/claims.js


/**
 * Every claim of a manifest that the certificate also holds must be equal to it: a perfect signature over a document
 * about another run is a real thing (sigstore-conformance happy-path-intoto-in-dsse-v3). Which extension holds which
 * claim: sigstore/fulcio docs/oid-info.md. No extension names the job, so a job's identity is not confirmed here.
 * @param issuer the token issuer, where it is not the one of the claimed server: an enterprise's own, named by the caller.
 */
const checkClaims = (manifest, identity, issuer) => checkRunClaims(signerClaims(manifest), identity, issuer);
/** The same for claims that were read from elsewhere, such as a statement's predicate. */
const checkRunClaims = (claims, identity, issuer) => {
    const server = serverOfClaims(claims);
    const at = (path) => (path === undefined ? undefined : `${server}/${path}`);
    const run = claims.runUri ?? `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`;
    return [
        (0,issuers/* checkTokenIssuer */.Tm)('claim-issuer', issuer ?? (0,issuers/* issuerOf */.xD)(server), server, identity.issuer),
        compare('claim-run', 'run', run, identity.runInvocationUri),
        compare('claim-repository', 'repository', at(claims.repository), identity.sourceRepositoryUri),
        compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
        compare('claim-owner', 'owner', at(claims.repository.split('/')[0]), identity.sourceRepositoryOwnerUri),
        compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
        compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
        compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
        compare('claim-workflow', 'workflow', at(claims.workflowRef), identity.buildConfigUri),
        compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
        compareWorkflowName(claims.workflow, identity),
        compare('claim-event', 'event', claims.event, identity.buildTrigger),
        compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
        compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), identity.buildSignerUri),
        compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
        compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
        compareEnvironment(claims.environment, identity),
        checkTokenSubject(claims, identity),
    ];
};
/** The server of the claims without a slash at its end; github.com where they name none. */
const serverOfClaims = ({ serverUrl }) => (serverUrl ?? 'https://github.com').replace(/\/$/, '');
/** Only the deprecated .4 holds the name, so a certificate without it contradicts nobody. */
const compareWorkflowName = (claimed, { deprecated }) => {
    const proven = deprecated?.workflowName;
    if (claimed === undefined || proven === undefined)
        return (0,verdict/* notApplicable */.hH)('claim-workflow-name', `no workflow name is ${claimed === undefined ? 'claimed' : 'certified'}`);
    return (0,verdict/* equal */.LC)('claim-workflow-name', 'workflow name', claimed, proven);
};
/** .23 is younger than the others: a certificate authority that does not write it contradicts nobody. */
const compareEnvironment = (claimed, { deploymentEnvironment }) => claimed !== undefined && deploymentEnvironment === undefined
    ? (0,verdict/* notApplicable */.hH)('claim-environment', `${claimed} is claimed, the certificate names none`)
    : compare('claim-environment', 'deployment environment', claimed, deploymentEnvironment);
/**
 * The token's subject names the repository and, by default, environment, `pull_request` or ref (docs.github.com "OpenID
 * Connect reference", example subject claims). An organisation may have it made otherwise: what has another form is not
 * judged. Immutable subjects add ids: `repo:octo@1/traced@2:…`.
 */
const checkTokenSubject = (claims, { tokenSubject, deploymentEnvironment }) => {
    const id = 'claim-subject';
    if (tokenSubject === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'the certificate holds no token subject');
    const [kind, named = '', context = '', ...more] = tokenSubject.split(':');
    if (kind !== 'repo')
        return (0,verdict/* notApplicable */.hH)(id, `${tokenSubject} is not in GitHub's default form`);
    const repository = named
        .split('/')
        .map(part => part.split('@')[0] ?? '')
        .join('/');
    if (repository !== claims.repository)
        return (0,verdict/* equal */.LC)(id, 'repository of the token', claims.repository, repository);
    const [value] = more;
    if (value === undefined || more.length > 1)
        return (0,verdict/* pass */.IX)(id, tokenSubject);
    if (context === 'ref' && claims.ref !== undefined)
        return (0,verdict/* equal */.LC)(id, 'ref of the token', claims.ref, value);
    if (context === 'environment' && deploymentEnvironment !== undefined)
        return (0,verdict/* equal */.LC)(id, 'environment of the token', deploymentEnvironment, decodeColon(value));
    return (0,verdict/* pass */.IX)(id, tokenSubject);
};
/** A colon in an environment's name is written `%3A` there (docs.github.com "OpenID Connect reference"). */
const decodeColon = (value) => value.replaceAll('%3A', ':');
/** What is claimed and not certified fails; what is not claimed is nobody's contradiction. */
const compare = (id, what, claimed, proven) => {
    if (claimed === undefined)
        return (0,verdict/* notApplicable */.hH)(id, `no ${what} is claimed${proven === undefined ? '' : `, the certificate says ${proven}`}`);
    if (proven === undefined)
        return (0,verdict/* fail */.fJ)(id, `${what} ${claimed} is claimed, the certificate names none`);
    return (0,verdict/* equal */.LC)(id, what, claimed, proven);
};
/** What a manifest says of its run. */
const toClaims = (manifest) => {
    const { run } = manifest;
    const common = {
        serverUrl: run.serverUrl?.value,
        repository: run.repository.value,
        repositoryId: run.repositoryId.value,
        runId: run.runId.value,
        attempt: String(run.attempt.value),
        event: run.event?.value,
        ref: run.ref?.value,
        sha: run.sha?.value,
        workflowRef: run.workflowRef?.value,
        workflowSha: run.workflowSha?.value,
        visibility: run.visibility?.value,
        // REST's `name` of a run is for people; the runner's GITHUB_WORKFLOW is the token's claim `workflow`.
        workflow: run.workflow?.source === 'runner' ? run.workflow.value : undefined,
    };
    if (manifest.kind === 'run-manifest')
        return { ...common, jobWorkflowRef: manifest.reporter?.jobWorkflowRef };
    return {
        ...common,
        ownerId: manifest.run.ownerId?.value,
        jobWorkflowRef: manifest.job.workflowRef?.value,
        jobWorkflowSha: manifest.job.workflowSha?.value,
        runnerEnvironment: manifest.runner.environment?.value,
    };
};
/** What a manifest says of the run that signed it: its own, or that of the collector which signed afterwards. */
const signerClaims = (manifest) => {
    const claims = toClaims(manifest);
    return manifest.kind === 'run-manifest' && manifest.reporter?.role === 'collector'
        ? asCollector(claims, { ...manifest.reporter, attempt: String(manifest.reporter.attempt) })
        : claims;
};
const asCollector = (claims, collector) => ({
    serverUrl: claims.serverUrl,
    repository: claims.repository,
    repositoryId: claims.repositoryId,
    ownerId: claims.ownerId,
    visibility: claims.visibility,
    jobWorkflowRef: claims.jobWorkflowRef,
    runId: collector.runId,
    attempt: collector.attempt,
    event: collector.event,
    ref: collector.ref,
    sha: collector.sha,
    workflowRef: collector.workflowRef,
    workflowSha: collector.workflowSha,
});

;// CONCATENATED MODULE: ./lib/src/trust/predicate-types.js
/**
 * What a statement of ours is about, and the two constants around it. These identifiers are for ever: verifiers compare
 * them byte by byte, and nobody has to fetch them.
 *
 * They stand under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org), because an identifier may name neither the owner of the repository nor a domain that
 * somebody has to keep paying for: where a name there leads can change, the name cannot. in-toto asks that a type URI
 * be versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
const predicate_types_JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1';
const RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1';
/** A run manifest that a later run made: its certificate names that later run, not the one that the manifest is about. */
const COLLECTED_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/collected-run-manifest/v1';
/** All types of ours. */
const OUR_PREDICATE_TYPES = [
    predicate_types_JOB_PREDICATE_TYPE,
    RUN_PREDICATE_TYPE,
    COLLECTED_RUN_PREDICATE_TYPE,
];
/** What a statement about this run manifest has to be. */
const predicate_types_runPredicateType = ({ reporter }) => reporter?.role === 'collector' ? COLLECTED_RUN_PREDICATE_TYPE : RUN_PREDICATE_TYPE;
/** Read where the caller asks for it: provenance of GitHub's build type names its run too (slsa.dev/spec/v1.1/provenance). */
const SLSA_PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1';
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const predicate_types_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const predicate_types_PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const predicate_types_BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

;// CONCATENATED MODULE: ./lib/src/trust/predicate.js




const claim = schemas/* optional */.lqM((0,scalar/* text */.Qq)(1_024));
const runIndex = schemas/* object */.Ikc({
    serverUrl: claim,
    repository: (0,scalar/* text */.Qq)(300),
    repositoryId: scalar/* numericId */.Vi,
    runId: scalar/* numericId */.Vi,
    runAttempt: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9]{1,5}$/)),
    event: claim,
    ref: claim,
    sha: claim,
    workflowRef: claim,
    workflowSha: claim,
});
const reporter = schemas/* object */.Ikc({
    role: (0,scalar/* text */.Qq)(40),
    runId: scalar/* numericId */.Vi,
    attempt: scalar/* count */.U9,
    event: claim,
    ref: claim,
    sha: claim,
    workflowRef: claim,
    workflowSha: claim,
});
const index = schemas/* object */.Ikc({
    run: runIndex,
    job: schemas/* optional */.lqM(schemas/* object */.Ikc({ key: schemas/* optional */.lqM((0,scalar/* text */.Qq)(256)), id: schemas/* optional */.lqM(scalar/* numericId */.Vi) })),
    reporter: schemas/* optional */.lqM(reporter),
});
/** An index that a statement of ours holds of its manifest; undefined for a predicate of another form. */
const readIndex = (statement) => {
    if (!OUR_PREDICATE_TYPES.includes(statement.predicateType))
        return undefined;
    const parsed = parse/* safeParse */.xL(index, statement.predicate);
    return parsed.success ? parsed.data : undefined;
};
/** What a statement of ours says of the run it is about. */
const readIndexClaims = (statement) => {
    const found = readIndex(statement);
    if (found === undefined)
        return undefined;
    const { runAttempt, ...run } = found.run;
    return { ...run, attempt: runAttempt };
};
/** What a statement says of the run that signed it; undefined for a predicate of a form that is not known here. */
const readPredicateClaims = (statement) => {
    if (statement.predicateType === SLSA_PROVENANCE_TYPE)
        return readProvenance(statement);
    const claims = readIndexClaims(statement);
    const collector = readIndex(statement)?.reporter;
    if (statement.predicateType !== COLLECTED_RUN_PREDICATE_TYPE)
        return claims;
    // A statement of that type without its collector claims nothing that could be held against the certificate.
    if (claims === undefined || collector?.role !== 'collector')
        return undefined;
    return asCollector(claims, { ...collector, attempt: String(collector.attempt) });
};
/** `<server>/<owner>/<name>` */
const repositoryUrl = schemas/* string */.YjP()
    .check(api/* _maxLength */.Eb(600), api/* _regex */.Fk(/^https?:\/\/[\w.:-]{1,250}\/[\w.-]{1,100}\/[\w.-]{1,100}$/));
/** GitHub's, and the name it had in 2024. */
const BUILD_TYPES = [
    'https://actions.github.io/buildtypes/workflow/v1',
    'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1',
];
const provenance = schemas/* object */.Ikc({
    buildDefinition: schemas/* object */.Ikc({
        buildType: schemas/* enum */.k5n(BUILD_TYPES),
        externalParameters: schemas/* object */.Ikc({
            workflow: schemas/* object */.Ikc({ repository: repositoryUrl, ref: (0,scalar/* text */.Qq)(1_024), path: (0,scalar/* text */.Qq)(1_024) }),
        }),
        internalParameters: schemas/* object */.Ikc({
            github: schemas/* object */.Ikc({
                event_name: claim,
                repository_id: scalar/* numericId */.Vi,
                repository_owner_id: schemas/* optional */.lqM(scalar/* numericId */.Vi),
                runner_environment: claim,
            }),
        }),
        resolvedDependencies: schemas/* optional */.lqM((0,scalar/* list */.p_)(schemas/* object */.Ikc({ uri: claim, digest: schemas/* optional */.lqM(schemas/* object */.Ikc({ gitCommit: claim })) }), 1_024)),
    }),
    runDetails: schemas/* object */.Ikc({
        builder: schemas/* optional */.lqM(schemas/* object */.Ikc({ id: claim })),
        metadata: schemas/* object */.Ikc({ invocationId: (0,scalar/* text */.Qq)(1_024) }),
    }),
});
/**
 * SLSA provenance v1 of GitHub's build type, as actions/attest writes it (actions/toolkit packages/attest/src/provenance.ts).
 * `workflow.ref` is the ref of the workflow file, and the first dependency the repository at the run's commit.
 */
const readProvenance = ({ predicate }) => {
    const parsed = parse/* safeParse */.xL(provenance, predicate);
    if (!parsed.success)
        return undefined;
    const { buildDefinition, runDetails } = parsed.data;
    const { workflow } = buildDefinition.externalParameters;
    const { github } = buildDefinition.internalParameters;
    const server = new URL(workflow.repository).origin;
    const repository = workflow.repository.slice(server.length + 1);
    const { invocationId } = runDetails.metadata;
    const [, runId = '0', attempt = '0'] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(invocationId) ?? [];
    const builder = runDetails.builder?.id;
    return {
        serverUrl: server,
        repository,
        repositoryId: github.repository_id,
        ownerId: github.repository_owner_id,
        runId,
        attempt,
        runUri: invocationId,
        event: github.event_name,
        sha: buildDefinition.resolvedDependencies?.[0]?.digest?.gitCommit,
        workflowRef: `${repository}/${workflow.path}@${workflow.ref}`,
        // Before it named a workflow file, it named the kind of runner.
        jobWorkflowRef: builder?.startsWith(`${server}/`) === true && builder.includes('/.github/workflows/')
            ? builder.slice(server.length + 1)
            : undefined,
        runnerEnvironment: github.runner_environment,
    };
};

;// CONCATENATED MODULE: ./lib/src/trust/expectations.js



/** Compares the signer with the expectations. A key names no signer: what its holder says is compared, and said so. */
const checkExpectations = (expected, verified) => {
    const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified);
    return [
        checkIssuer(expected, verified),
        check('expected-repository', expected.repo, known, known.repository, value => {
            const wanted = withServer(value).toLowerCase();
            return known.repository?.toLowerCase() === wanted;
        }),
        check('expected-run', expected.run, known, known.run, value => known.run === value),
        check('expected-attempt', expected.attempt, known, known.attempt, value => known.attempt === value),
        check('expected-signer', expected.signerWorkflow, known, known.signer, value => {
            const wanted = withServer(value);
            return known.signer === wanted || (!wanted.includes('@') && known.signer?.startsWith(`${wanted}@`) === true);
        }),
    ];
};
/**
 * Whether the caller named who must have signed. A repository names the signer of its own runs. A workflow does so only
 * where it lies in the repository whose run it was: a reusable one serves every repository that calls it. What a later
 * run collected must be vouched for by a named workflow, since any workflow of the repository could say so.
 */
const namesSigner = (expected, verified) => {
    if (verified.mode === 'key')
        return true;
    if (isCollected(verified))
        return expected.repo !== undefined && expected.signerWorkflow !== undefined;
    if (expected.repo !== undefined)
        return true;
    const source = verified.identity?.sourceRepositoryUri;
    return (expected.signerWorkflow !== undefined &&
        source !== undefined &&
        verified.identity?.san.startsWith(`${source}/`) === true);
};
/** Run and attempt are those that the statement is about: a collector's certificate names another run than that. */
const fromCertificate = (verified) => {
    const { identity } = verified;
    const [, run, attempt] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity?.runInvocationUri ?? '') ?? [];
    const common = { repository: identity?.sourceRepositoryUri, signer: identity?.san };
    if (!isCollected(verified))
        return { ...common, by: 'certificate', run, attempt };
    const about = verified.statement === undefined ? undefined : readIndexClaims(verified.statement);
    return { ...common, by: 'collector', run: about?.runId, attempt: about?.attempt };
};
/** Whether the statement says that a later run made it of what another run left behind. */
const isCollected = ({ statement }) => {
    if (statement === undefined)
        return false;
    const [about, by] = [readIndexClaims(statement), readPredicateClaims(statement)];
    return about !== undefined && by !== undefined && (about.runId !== by.runId || about.attempt !== by.attempt);
};
const fromKeyHolder = (verified) => {
    const claims = verified.statement === undefined ? undefined : readPredicateClaims(verified.statement);
    if (claims === undefined)
        return { by: 'key holder' };
    const server = claims.serverUrl ?? 'https://github.com';
    return { by: 'key holder', repository: `${server}/${claims.repository}`, run: claims.runId, attempt: claims.attempt };
};
/**
 * Other services than GitHub get certificates of the same authority, and write a repository of GitHub's into the same
 * extension (sigstore/fulcio config/identity/config.yaml), so a repository proves nothing without the issuer.
 */
const checkIssuer = (expected, { identity }) => {
    if (identity === undefined)
        return (0,verdict/* notApplicable */.hH)('expected-issuer', 'a key has no issuer');
    const named = expected.repo ?? expected.signerWorkflow;
    const server = named === undefined ? (identity.sourceRepositoryUri ?? '') : withServer(named);
    return (0,issuers/* checkTokenIssuer */.Tm)('expected-issuer', expected.issuer ?? (0,issuers/* issuerOf */.xD)(server), server, identity.issuer);
};
const check = (id, wanted, known, value, holds) => {
    if (wanted === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'not asked');
    if (value === undefined)
        return (0,verdict/* fail */.fJ)(id, `wanted ${wanted}, the ${known.by} names none`);
    return holds(wanted)
        ? (0,verdict/* pass */.IX)(id, `${value}, by the ${known.by}`)
        : (0,verdict/* fail */.fJ)(id, `wanted ${wanted}, the ${known.by} says ${value}`);
};
const withServer = (value) => (value.includes('://') ? value : `https://github.com/${value}`);

;// CONCATENATED MODULE: ./lib/src/trust/verification.js

/** One answer from all checks. A failure outweighs a missing file. */
const decide = (verification, expected) => {
    const failures = verification.sections.flatMap(({ subject, checks }) => checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })));
    const [first] = failures;
    if (first !== undefined)
        return { result: 'not-verified', text: `not verified: ${reasonOf(first.subject, first.check)}` };
    if (verification.main?.ok !== true)
        return { result: 'not-verified', text: 'not verified: unsigned' };
    if (verification.missing.length > 0)
        return { result: 'incomplete', text: `incomplete: ${verification.missing.length} listed file(s) missing` };
    const signer = signerOf(verification.main);
    return namesSigner(expected, verification.main)
        ? { result: 'verified', text: `verified: signed by ${signer}` }
        : { result: 'signed', text: `signed by ${signer}, not checked against an expectation` };
};
/** Subject name of the certificate, or the key by its hint. */
const signerOf = (verified) => verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`);
const reasonOf = (subject, check) => {
    if (check.id === 'signed')
        return 'unsigned';
    if (check.id === 'trust-root')
        return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root';
    return `${subject}: ${check.id}: ${check.reason}`;
};

// EXTERNAL MODULE: ./lib/src/digest.js
var digest = __webpack_require__(4880);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/model/reading.js + 7 modules
var reading = __webpack_require__(5742);
// EXTERNAL MODULE: ./lib/src/model/version.js
var model_version = __webpack_require__(8796);
;// CONCATENATED MODULE: ./lib/src/trust/run-files.js

/** Media type of a manifest as a ResourceDescriptor names it. */
const run_files_MANIFEST_MEDIA_TYPE = 'application/json';
/** `<job id>`, or `k-<backend job id>` where the runner gave no id; undefined for a job without a manifest. */
const jobFileStem = (job) => {
    if (job.manifest === undefined)
        return undefined;
    if (job.id !== undefined)
        return job.id;
    const backendJobId = job.record?.job.backendId?.value ?? job.manifest.artifact?.backendJobId;
    return backendJobId === undefined || !/^[0-9a-fA-F-]{1,64}$/.test(backendJobId) ? undefined : `k-${backendJobId}`;
};
/** Paths inside the run artifact of a job's manifest and of its bundle. */
const jobManifestPath = (stem) => `jobs/${stem}.json`;
const jobBundlePath = (stem) => `jobs/${stem}.sigstore.json`;
/** A path that a run statement may name: anything else could lead out of the folder. */
const isRunFilePath = (path) => path === artifact_name/* RUN_MANIFEST_FILE */.tW || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const run_files_jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }];
};
const hex = (digest) => digest.replace(/^sha256:/, '');

;// CONCATENATED MODULE: ./lib/src/trust/statement.js




/**
 * Payload of the statement about one job manifest: its file by digest, and a short index as predicate. Ids are strings:
 * sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
const jobStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex };
    const made = madeByJob(manifest);
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: [file, ...made].slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: JOB_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: statement_runIndex(manifest.run),
            job: { key: manifest.job.key.value, id: manifest.job.id?.value },
            manifest: toDescriptor(file, sizeBytes),
            // Those are in the manifest all the same, whose digest is the first subject.
            subjectsLeftOut: Math.max(0, made.length + 1 - LIMITS.statementSubjects) || undefined,
        },
    });
};
/**
 * What the job declared as its own, so that whoever has the file finds the job: files, images, and its artifacts' zips
 * under names of their own, since a zip's digest is not that of the file in it. Only SHA-256: the digest that
 * `gh attestation verify` takes of a file.
 */
const madeByJob = (manifest) => {
    const declared = manifest.declaredSubjects.map(({ name, digest }) => ({ name, digest }));
    const zips = manifest.artifacts.map(({ name, digest }) => ({ name: `${name}.zip`, digest }));
    return [...declared, ...zips].flatMap(({ name, digest }) => digest?.startsWith('sha256:') ? [{ name, sha256: digest.slice('sha256:'.length) }] : []);
};
/**
 * Payload of the statement about a run manifest. Subjects: the run manifest, then every job's files. The tools that read
 * statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go); what is over that is in the predicate alone,
 * which names every job, also those that left nothing: a list that may drop entries proves nothing.
 */
const runStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: RUN_MANIFEST_FILE, sha256: manifestDigestHex };
    const files = [file, ...manifest.jobs.flatMap(jobFiles)];
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: files.slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: runPredicateType(manifest),
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: statement_runIndex(manifest.run),
            reporter: manifest.reporter,
            manifest: toDescriptor(file, sizeBytes),
            jobs: manifest.jobs.map(job => ({
                id: job.id,
                key: job.key,
                presence: job.presence,
                signature: { mode: job.signature.mode, by: job.signature.by },
                files: jobFiles(job).map(each => toDescriptor(each)),
                payload: job.manifest?.payloadDigest,
            })),
        },
    });
};
const statement_runIndex = (run) => ({
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    repositoryId: run.repositoryId.value,
    runId: run.runId.value,
    runAttempt: String(run.attempt.value),
    event: run.event?.value,
    ref: run.ref?.value,
    sha: run.sha?.value,
    workflowRef: run.workflowRef?.value,
    workflowSha: run.workflowSha?.value,
});
/** Only sha256, 384, 512 and sha3 may stand in a subject: sigstore-python refuses the statement otherwise. */
const toSubject = (file) => ({ name: file.name, digest: { sha256: file.sha256 } });
/** in-toto ResourceDescriptor (in-toto/attestation spec/v1/resource_descriptor.md). */
const toDescriptor = (file, sizeBytes) => ({
    ...toSubject(file),
    mediaType: file.name.endsWith('.sigstore.json') ? BUNDLE_MEDIA_TYPE : MANIFEST_MEDIA_TYPE,
    annotations: sizeBytes === undefined ? undefined : { sizeBytes: String(sizeBytes) },
});
const toBytes = (statement) => new TextEncoder().encode(JSON.stringify(statement));

;// CONCATENATED MODULE: ./lib/src/trust/index-checks.js









/**
 * Whether the index in the statement says what the manifest says: both are signed, and tools that read statements alone
 * see only the index.
 */
const checkIndex = (statement, manifest) => {
    const index = readIndex(statement);
    const claims = readIndexClaims(statement);
    if (index === undefined || claims === undefined)
        return (0,verdict/* fail */.fJ)('predicate', 'the predicate is not in the form of this version');
    const told = toClaims(manifest);
    const pairs = [
        ...INDEXED.map(name => [name, claims[name], told[name]]),
        ...(manifest.kind === 'job-manifest'
            ? [
                ['job key', index.job?.key, manifest.job.key.value],
                ['job id', index.job?.id, manifest.job.id?.value],
            ]
            : []),
    ];
    const reporter = manifest.kind === 'run-manifest' ? manifest.reporter : undefined;
    // Who reported decides whom the certificate must name: the index may not be silent about it.
    pairs.push(['reporter', index.reporter?.role, reporter?.role], ['run of the reporter', index.reporter?.runId, reporter?.runId], ['attempt of the reporter', index.reporter?.attempt.toString(), reporter?.attempt.toString()]);
    const differing = pairs.find(([, one, other]) => one !== other);
    return differing === undefined
        ? (0,verdict/* pass */.IX)('predicate', 'says what the manifest says')
        : (0,verdict/* fail */.fJ)('predicate', `${differing[0]}: ${differing[1] ?? 'nothing'}, the manifest says ${differing[2] ?? 'nothing'}`);
};
const INDEXED = [
    'serverUrl',
    'repository',
    'repositoryId',
    'runId',
    'attempt',
    'event',
    'ref',
    'sha',
    'workflowRef',
    'workflowSha',
];
/**
 * Whether the further subjects are what the job manifest says that the job made, all of it and nothing else: whoever finds
 * the statement by the digest of a file would otherwise be told of a job that claims no such file.
 */
const checkMade = ({ subject }, manifest) => {
    const id = 'subjects';
    // From 1.0 on versions only add: what a later one also names cannot be known here.
    if (isLater(manifest.schemaVersion))
        return (0,verdict/* notApplicable */.hH)(id, `schema ${manifest.schemaVersion} may name more`);
    const made = madeByJob(manifest).slice(0, limits/* LIMITS */.b.statementSubjects - 1);
    const signed = subject.slice(1);
    const length = Math.max(made.length, signed.length);
    const at = Array.from({ length }, (_, index) => index).find(index => signed[index]?.name !== made[index]?.name || signed[index]?.digest.sha256 !== made[index]?.sha256);
    return at === undefined
        ? (0,verdict/* pass */.IX)(id, `${made.length} made by the job`)
        : (0,verdict/* fail */.fJ)(id, `signed ${signed[at]?.name ?? 'nothing more'}, the manifest lists ${made[at]?.name ?? 'nothing more'}`);
};
const isLater = (version) => {
    const [minor = 0, ours = 0] = [version, model_version/* SCHEMA_VERSION */.f].map(each => Number(each.split('.')[1]));
    return minor > ours;
};
const jobsIndex = schemas/* object */.Ikc({
    jobs: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        id: schemas/* optional */.lqM(scalar/* numericId */.Vi),
        key: schemas/* optional */.lqM((0,scalar/* text */.Qq)(256)),
        presence: (0,scalar/* text */.Qq)(100),
        signature: schemas/* object */.Ikc({ mode: (0,scalar/* text */.Qq)(100), by: schemas/* union */.KCZ([(0,scalar/* text */.Qq)(100), schemas/* null */.chJ()]) }),
        files: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ name: (0,scalar/* text */.Qq)(1_024), digest: schemas/* object */.Ikc({ sha256: (0,scalar/* text */.Qq)(64) }) }), 2),
        payload: schemas/* optional */.lqM((0,scalar/* text */.Qq)(100)),
    }), limits/* LIMITS */.b.jobsInReport),
});
/** Whether the statement names the same jobs with the same files, and leaves none out. */
const checkJobsIndex = ({ predicate }, { jobs }) => {
    const id = 'predicate-jobs';
    const parsed = parse/* safeParse */.xL(jobsIndex, predicate);
    if (!parsed.success)
        return (0,verdict/* fail */.fJ)(id, 'the predicate names its jobs in no form of this version');
    const told = parsed.data.jobs;
    if (told.length !== jobs.length)
        return (0,verdict/* fail */.fJ)(id, `${told.length} jobs, the run manifest has ${jobs.length}`);
    const at = jobs.findIndex((job, index) => lineOf(fromManifest(job)) !== lineOf(told[index]));
    return at < 0
        ? (0,verdict/* pass */.IX)(id, `${jobs.length} jobs as in the run manifest`)
        : (0,verdict/* fail */.fJ)(id, `${jobs[at]?.name ?? ''} is not as in the run manifest`);
};
const fromManifest = (job) => ({
    id: job.id,
    key: job.key,
    presence: job.presence,
    signature: { mode: job.signature.mode, by: job.signature.by },
    files: run_files_jobFiles(job).map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    payload: job.manifest?.payloadDigest,
});
/** One order of members: equal jobs are equal lines. */
const lineOf = (job) => JSON.stringify([
    job?.id,
    job?.key,
    job?.presence,
    job?.signature.mode,
    job?.signature.by,
    job?.files.map(file => [file.name, file.digest.sha256]),
    job?.payload,
]);

// EXTERNAL MODULE: ./lib/src/model/time.js
var time = __webpack_require__(5491);
;// CONCATENATED MODULE: ./lib/src/trust/platform-job-checks.js



/**
 * GitHub's clock has seconds, and a timestamp authority has a clock of its own: both keep time within a second. A minute
 * is what a signing under load may add, and far less than what separates two attempts.
 */
const SKEW_MS = 60_000;
const JOB_CHECKS = ['api-job', 'api-conclusion', 'api-times', 'signing-time', 'log-anchor'];
/** Whether GitHub knows this job, in this attempt, with this end and these times, and whether its log names the digest. */
const checkJobOnPlatform = async (choice, claim) => {
    const reason = whyNotAsked(choice, claim);
    if (reason !== undefined || 'notAsked' in choice)
        return none(JOB_CHECKS, reason ?? 'not asked');
    const { jobId } = claim;
    if (jobId === undefined)
        return none(JOB_CHECKS, 'the manifest names no job id');
    const answer = await choice.readJobs(claim.repository, claim.runId, claim.attempt);
    if (!answer.ok)
        return answer.absent
            ? [(0,verdict/* fail */.fJ)('api-job', `no such attempt: ${answer.reason}`), ...none(JOB_CHECKS.slice(1), 'there is no such attempt')]
            : none(JOB_CHECKS, answer.reason);
    const job = answer.value.jobs.find(({ id }) => id === jobId);
    if (job === undefined)
        return answer.value.complete
            ? [
                (0,verdict/* fail */.fJ)('api-job', `attempt ${claim.attempt} has no job ${jobId}`),
                ...none(JOB_CHECKS.slice(1), 'there is no such job'),
            ]
            : none(JOB_CHECKS, 'the job list could not be read to its end');
    return [
        checkName(job, claim),
        checkConclusion(job, claim),
        checkTimes(job, claim),
        checkSigningTime(job, claim.signedAt),
        checkAnchor(await readLog(choice, claim, jobId), claim, jobId),
    ];
};
const readLog = (platform, claim, jobId) => platform.readLog(claim.repository, jobId);
const checkName = (job, { attempt, reported }) => reported?.api !== undefined && reported.name !== job.name
    ? (0,verdict/* fail */.fJ)('api-job', `job ${job.id}: the run manifest calls it ${reported.name}, GitHub ${job.name}`)
    : (0,verdict/* pass */.IX)('api-job', `job ${job.id} of attempt ${attempt}: ${job.name}`);
/** Post sees the job before its end: a success so far that GitHub then counts as failed is late, not a lie. */
const checkConclusion = (job, { manifest, reported }) => {
    const id = 'api-conclusion';
    const { conclusion } = job;
    if (conclusion === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'GitHub has no conclusion yet');
    const told = reported?.api?.conclusion;
    if (told !== undefined && told !== conclusion)
        return (0,verdict/* fail */.fJ)(id, `the run manifest says ${told}, GitHub says ${conclusion}`);
    const seen = manifest?.job.status?.value;
    if (seen !== undefined && seen !== conclusion)
        return seen === 'success'
            ? (0,verdict/* notApplicable */.hH)(id, `success so far when the job wrote its manifest, then ${conclusion}`)
            : (0,verdict/* fail */.fJ)(id, `the job says ${seen}, GitHub says ${conclusion}`);
    return seen === undefined && told === undefined
        ? (0,verdict/* notApplicable */.hH)(id, `no conclusion is claimed, GitHub says ${conclusion}`)
        : (0,verdict/* pass */.IX)(id, conclusion);
};
const RESOLUTION_MS = 1_000;
/** The API's times as the run manifest has them; else the recorder's own, where its clock was compared with GitHub's. */
const checkTimes = (job, { manifest, reported }) => {
    const id = 'api-times';
    const told = [
        ['start', reported?.api?.startedAt, job.startedAt],
        ['end', reported?.api?.completedAt, job.completedAt],
    ];
    const both = told.filter(([, one, other]) => one !== undefined && other !== undefined);
    const differing = both.find(([, one, other]) => Math.abs((0,time/* millisBetween */.lO)(one, other) ?? 0) > RESOLUTION_MS);
    if (differing !== undefined)
        return (0,verdict/* fail */.fJ)(id, `${differing[0]}: the run manifest says ${differing[1]}, GitHub says ${differing[2]}`);
    const offset = manifest?.clock.offsetMs?.value;
    if (manifest === undefined || offset === undefined)
        return both.length > 0
            ? (0,verdict/* pass */.IX)(id, both.map(([name, , at]) => `${name} ${at}`).join(', '))
            : (0,verdict/* notApplicable */.hH)(id, 'no time is claimed that was measured at GitHub’s clock');
    const { preAt, postAt } = manifest.recorder;
    const [before, after] = [(0,time/* millisBetween */.lO)(preAt, job.startedAt), (0,time/* millisBetween */.lO)(job.completedAt, postAt)];
    if (before !== undefined && before + offset > SKEW_MS)
        return (0,verdict/* fail */.fJ)(id, `the recorder began at ${preAt ?? ''}, GitHub started the job at ${job.startedAt ?? ''}`);
    if (after !== undefined && after - offset > SKEW_MS)
        return (0,verdict/* fail */.fJ)(id, `the recorder wrote at ${postAt}, GitHub ended the job at ${job.completedAt ?? ''}`);
    return (0,verdict/* pass */.IX)(id, `within ${job.startedAt ?? 'an unknown start'} and ${job.completedAt ?? 'no end yet'}`);
};
const checkSigningTime = (job, signedAt) => job.startedAt === undefined
    ? (0,verdict/* notApplicable */.hH)('signing-time', 'GitHub names no start of the job')
    : checkWithin(signedAt, job.startedAt, job.completedAt);
/** A signed time between two of GitHub's, or after the first where there is no end yet. */
const checkWithin = (signedAt, from, to) => {
    const id = 'signing-time';
    if (signedAt === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'there is no signed time');
    const [early, late] = [(0,time/* millisBetween */.lO)(signedAt, from) ?? 0, (0,time/* millisBetween */.lO)(to, signedAt) ?? 0];
    if (early > SKEW_MS)
        return (0,verdict/* fail */.fJ)(id, `signed at ${signedAt}, before ${from}`);
    if (late > SKEW_MS)
        return (0,verdict/* fail */.fJ)(id, `signed at ${signedAt}, after ${to ?? ''}`);
    return (0,verdict/* pass */.IX)(id, `${signedAt} is within ${from} and ${to ?? 'now'}`);
};
/** The last line that names this job and attempt: a step before the recorder's may print a decoy. */
const checkAnchor = (answer, claim, jobId) => {
    const id = 'log-anchor';
    if (!answer.ok)
        return (0,verdict/* notApplicable */.hH)(id, `the log of job ${jobId} could not be read: ${answer.reason}`);
    const named = answer.value.findLast(line => line.jobId === jobId && line.attempt === claim.attempt);
    if (named === undefined)
        return (0,verdict/* fail */.fJ)(id, `the log of job ${jobId} names no manifest`);
    return named.digest === `sha256:${claim.digestHex}`
        ? (0,verdict/* pass */.IX)(id, `the log of job ${jobId} names this manifest`)
        : (0,verdict/* fail */.fJ)(id, `the log of job ${jobId} names ${named.digest}, this is sha256:${claim.digestHex}`);
};
const none = (ids, reason) => ids.map(id => (0,verdict/* notApplicable */.hH)(id, reason));

;// CONCATENATED MODULE: ./lib/src/model/head-sha.js
/** Events whose run has GITHUB_SHA as its `head_sha`. Others (`pull_request_target`, `workflow_run`) mix two commits. */
const EVENTS = new Set([
    'push',
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'merge_group',
]);
const isHeadSha = (event) => EVENTS.has(event ?? '');

;// CONCATENATED MODULE: ./lib/src/model/workflow-path.js
/** `.github/workflows/x.yml` of `owner/repo/.github/workflows/x.yml@ref` or of a path; undefined where it is no file. */
const workflowPath = (ref) => {
    const [path = ''] = (ref ?? '').split('@');
    const start = path.indexOf('.github/workflows/');
    return start < 0 ? undefined : path.slice(start);
};

;// CONCATENATED MODULE: ./lib/src/trust/platform-run-checks.js







/** Where a document says that its run is. */
const addressOf = (claims) => ({
    serverUrl: serverOfClaims(claims),
    repository: claims.repository,
    runId: claims.runId,
    attempt: Number(claims.attempt),
});
/** Whether GitHub has this run and attempt, and says the same of event, commit and workflow file. */
const checkRunOnPlatform = async (choice, claims, headSha) => {
    const asked = await askForRun(choice, claims);
    return 'checks' in asked ? asked.checks : [asked.exists, checkFields(asked.run, claims, headSha)];
};
/** The same for a run manifest, and whether it accounts for every job that GitHub lists; and when it was signed. */
const checkRunManifestOnPlatform = async (choice, claims, manifest, signedAt) => {
    const asked = await askForRun(choice, claims);
    if ('checks' in asked)
        return [...asked.checks, ...none(['api-all-jobs', 'signing-time'], asked.reason)];
    const { repository, runId, attempt } = addressOf(claims);
    const list = 'notAsked' in choice ? undefined : await choice.readJobs(repository, runId, attempt);
    const jobs = list?.ok === true ? list.value : undefined;
    const refusal = list === undefined || list.ok ? 'not asked' : list.reason;
    return [
        asked.exists,
        checkFields(asked.run, claims, manifest.run.headSha?.value),
        jobs === undefined ? (0,verdict/* notApplicable */.hH)('api-all-jobs', refusal) : checkAllJobs(jobs, manifest),
        manifest.reporter?.role === 'collector'
            ? (0,verdict/* notApplicable */.hH)('signing-time', 'signed by a later run')
            : checkRunSigningTime(asked.run, jobs, signedAt),
    ];
};
const askForRun = async (choice, claims) => {
    const address = addressOf(claims);
    const reason = whyNotAsked(choice, address);
    if (reason !== undefined || 'notAsked' in choice) {
        const why = reason ?? 'not asked';
        return { checks: none(['api-run', 'api-run-fields'], why), reason: why };
    }
    const { repository, runId, attempt } = address;
    const answer = await choice.readRun(repository, runId, attempt);
    if (!answer.ok)
        return answer.absent
            ? {
                checks: [
                    (0,verdict/* fail */.fJ)('api-run', `GitHub has no run ${runId} with attempt ${attempt}: it never was, or it was deleted`),
                    (0,verdict/* notApplicable */.hH)('api-run-fields', 'there is no such run'),
                ],
                reason: 'there is no such run',
            }
            : { checks: none(['api-run', 'api-run-fields'], answer.reason), reason: answer.reason };
    const run = answer.value;
    const exists = run.attempt === undefined || run.attempt === attempt
        ? (0,verdict/* pass */.IX)('api-run', `run ${runId}, attempt ${attempt}`)
        : (0,verdict/* fail */.fJ)('api-run', `asked for attempt ${attempt}, GitHub answered with ${run.attempt}`);
    return { exists, run };
};
const checkFields = (run, claims, headSha) => {
    const id = 'api-run-fields';
    const commit = claims.event === 'pull_request' ? headSha : isHeadSha(claims.event) ? claims.sha : undefined;
    const pairs = [
        ['event', claims.event, run.event],
        ['commit', commit, run.headSha],
        ['workflow file', workflowPath(claims.workflowRef), workflowPath(run.path)],
    ];
    const both = pairs.filter(([, claimed, known]) => claimed !== undefined && known !== undefined);
    const differing = both.find(([, claimed, known]) => claimed !== known);
    if (differing !== undefined)
        return (0,verdict/* fail */.fJ)(id, `${differing[0]}: claimed ${differing[1] ?? ''}, GitHub says ${differing[2] ?? ''}`);
    return both.length === 0
        ? (0,verdict/* notApplicable */.hH)(id, 'nothing is claimed that GitHub also tells')
        : (0,verdict/* pass */.IX)(id, both.map(([name, , known]) => `${name} ${known ?? ''}`).join(', '));
};
/**
 * Every job that GitHub lists stands in the run manifest, and the other way round. Jobs that were created after the
 * report was made are none of its business.
 */
const checkAllJobs = ({ jobs, complete }, manifest) => {
    const id = 'api-all-jobs';
    const ours = new Set(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [job.id])));
    const theirs = new Set(jobs.map(job => job.id));
    const missing = jobs.filter(job => !ours.has(job.id) && ((0,time/* millisBetween */.lO)(manifest.reportedAt, job.createdAt) ?? 0) <= 0);
    const invented = complete ? [...ours].filter(job => !theirs.has(job)) : [];
    if (invented.length > 0)
        return (0,verdict/* fail */.fJ)(id, `GitHub lists no job ${named(invented)}`);
    if (missing.length === 0)
        return complete
            ? (0,verdict/* pass */.IX)(id, `${jobs.length} jobs`)
            : (0,verdict/* notApplicable */.hH)(id, `${jobs.length} jobs of a list that could not be read to its end`);
    const words = `not in the run manifest: ${named(missing.map(job => job.name))}`;
    // Held against its other counts by the check `completeness`.
    const notShown = manifest.completeness.notShown?.jobs ?? 0;
    if (missing.length <= notShown)
        return (0,verdict/* notApplicable */.hH)(id, `${words}; it says that ${notShown} jobs did not fit`);
    return manifest.completeness.by === 'job-key' && !manifest.completeness.complete
        ? (0,verdict/* notApplicable */.hH)(id, `${words}; it was made without the job list, and says that it is incomplete`)
        : (0,verdict/* fail */.fJ)(id, words);
};
const NAMED = 10;
const named = (names) => names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
/** Some job of this attempt signed it: the certificate does not say which one. */
const checkRunSigningTime = (run, list, signedAt) => {
    if (run.startedAt === undefined)
        return (0,verdict/* notApplicable */.hH)('signing-time', 'GitHub names no start of the attempt');
    const ends = list?.jobs.map(job => job.completedAt) ?? [];
    const isOver = list?.complete === true && ends.length > 0 && ends.every(end => end !== undefined);
    const last = isOver ? ends.reduce((a, b) => (((0,time/* millisBetween */.lO)(a, b) ?? 0) > 0 ? b : a)) : undefined;
    return checkWithin(signedAt, run.startedAt, last);
};

// EXTERNAL MODULE: ./lib/src/model/json-depth.js
var json_depth = __webpack_require__(4728);
;// CONCATENATED MODULE: ./lib/src/trust/certificate-identity.js
const EXTENSIONS = {
    9: 'buildSignerUri',
    10: 'buildSignerDigest',
    11: 'runnerEnvironment',
    12: 'sourceRepositoryUri',
    13: 'sourceRepositoryDigest',
    14: 'sourceRepositoryRef',
    15: 'sourceRepositoryId',
    16: 'sourceRepositoryOwnerUri',
    17: 'sourceRepositoryOwnerId',
    18: 'buildConfigUri',
    19: 'buildConfigDigest',
    20: 'buildTrigger',
    21: 'runInvocationUri',
    22: 'sourceRepositoryVisibility',
    23: 'deploymentEnvironment',
    24: 'tokenSubject',
};
const DEPRECATED = {
    1: 'issuer',
    2: 'trigger',
    3: 'sha',
    4: 'workflowName',
    5: 'repository',
    6: 'ref',
};
const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';
const ISSUER = 8;
/** Reads the identity of a leaf that was verified before. A value that is no UTF-8 string of DER is left out. */
const readCertificateIdentity = (san, extensions) => {
    const find = (arc) => extensions.find(({ oid }) => oid === `${FULCIO_ARC}${arc}`)?.value;
    const raw = Object.entries(DEPRECATED).flatMap(([arc, name]) => {
        const value = decode(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    const deprecated = Object.fromEntries(raw);
    const issuer = readUtf8String(find(ISSUER)) ?? deprecated.issuer;
    if (san === undefined || issuer === undefined)
        return undefined;
    const named = Object.entries(EXTENSIONS).flatMap(([arc, name]) => {
        const value = readUtf8String(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    return { san, issuer, ...(raw.length === 0 ? {} : { deprecated }), ...Object.fromEntries(named) };
};
const DER_UTF8_STRING = 0x0c;
/** DER UTF8String whose length is exactly what it says (X.690 §8.1.3; short form, and long form of one or two bytes). */
const readUtf8String = (der) => {
    if (der === undefined || der[0] !== DER_UTF8_STRING)
        return undefined;
    const [, first = 0, second = 0, third = 0] = der;
    const [start, length] = first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, second * 256 + third] : [0, -1];
    return der.byteLength === start + length ? decode(der.subarray(start)) : undefined;
};
const decode = (bytes) => {
    if (bytes === undefined)
        return undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/extension-agreement.js

/**
 * Whether the certificate agrees with itself: the subject name is the build signer, and the deprecated extensions .1, .2,
 * .3, .5 and .6 say what the newer ones say (sigstore/fulcio docs/oid-info.md: the same claims of the token fill both).
 * Verifiers read the one or the other, so a certificate that says two things would be two identities.
 */
const checkExtensions = (identity) => {
    const { deprecated = {} } = identity;
    const pairs = [
        ['subject name and .9', identity.san, identity.buildSignerUri],
        ['.1 and .8', deprecated.issuer, identity.issuer],
        ['.2 and .20', deprecated.trigger, identity.buildTrigger],
        ['.3 and .13', deprecated.sha, identity.sourceRepositoryDigest],
        ['.5 and .12', deprecated.repository, pathOf(identity.sourceRepositoryUri)],
        ['.6 and .14', deprecated.ref, identity.sourceRepositoryRef],
        ['.12 and .16', ownerOf(identity.sourceRepositoryUri), identity.sourceRepositoryOwnerUri],
        ['.12 and .21', identity.sourceRepositoryUri, identity.runInvocationUri?.split('/actions/runs/')[0]],
    ];
    const both = pairs.filter(([, one, other]) => one !== undefined && other !== undefined);
    const differing = both.find(([, one, other]) => one !== other);
    if (differing !== undefined)
        return (0,verdict/* fail */.fJ)('certificate-extensions', `${differing[0]}: ${differing[1] ?? ''} is not ${differing[2] ?? ''}`);
    return both.length === 0
        ? (0,verdict/* notApplicable */.hH)('certificate-extensions', 'no extension says the same as another')
        : (0,verdict/* pass */.IX)('certificate-extensions', `agree: ${both.map(([name]) => name).join(', ')}`);
};
/** `owner/name` of a repository's URI. */
const pathOf = (uri) => uri !== undefined && URL.canParse(uri) ? new URL(uri).pathname.slice(1) : undefined;
const ownerOf = (uri) => uri?.split('/').slice(0, -1).join('/');

;// CONCATENATED MODULE: ./lib/src/trust/dsse.js



/** DSSE's pre-authentication encoding: the bytes that are signed (secure-systems-lab/dsse protocol.md). */
const preAuthEncoding = (payloadType, payload) => Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `),
    payload,
]);
/**
 * Bundle v0.3 with a signature by a key of the user's own: node:crypto only, no service. The key is named by
 * base64(SHA-256(SPKI)); the bundle does not carry it, and a verifier must know it from elsewhere.
 * @param pem PKCS#8 PEM of an ECDSA P-256 key: Ed25519 is ambiguous outside DSSE (pure or pre-hashed), and cosign reads
 * the others only in part.
 * @throws TraceError SIGNING for any other key. The key itself is in no message.
 */
const signWithKey = (payload, pem) => {
    const key = readPrivateKey(pem);
    const keyid = keyHint(createPublicKey(key));
    const sig = sign('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
    return JSON.stringify({
        mediaType: BUNDLE_MEDIA_TYPE,
        verificationMaterial: { publicKey: { hint: keyid } },
        dsseEnvelope: {
            payload: Buffer.from(payload).toString('base64'),
            payloadType: PAYLOAD_TYPE,
            signatures: [{ sig, keyid }],
        },
    });
};
/** base64(SHA-256(SPKI)): the hint that names a key in a bundle (sigstore-conformance, managed-key bundles). */
const keyHint = (publicKey) => (0,external_node_crypto_.createHash)('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64');
const readPrivateKey = (pem) => {
    if (!pem.includes('-----BEGIN PRIVATE KEY-----'))
        throw unusableKey('is not an unencrypted PKCS#8 PEM');
    let key;
    try {
        key = createPrivateKey(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new TraceError('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

;// CONCATENATED MODULE: ./lib/src/trust/trust-material.js


/** A TrustedRoot from its JSON value. @throws for a malformed one. */
const readRoot = async (value) => {
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 654).then(__webpack_require__.t.bind(__webpack_require__, 9654, 19));
    return TrustedRoot.fromJSON(value);
};
/**
 * The roots that hold the issuer of this leaf, by issuer name and key id; no signature is checked here. A root that
 * cannot be read is no root.
 */
const findRoots = async (leafDer, roots) => {
    const leaf = readCertificate(leafDer);
    if (leaf === undefined)
        return [];
    const found = [];
    for (const value of roots) {
        const root = await readRoot(value).catch(() => undefined);
        const authorities = root?.certificateAuthorities.flatMap(({ certChain }) => certChain?.certificates ?? []) ?? [];
        const isIssuer = authorities.some(({ rawBytes }) => {
            const authority = readCertificate(rawBytes);
            return authority !== undefined && leaf.checkIssued(authority);
        });
        if (root !== undefined && isIssuer)
            found.push(root);
    }
    return found;
};
/** The given key that a bundle's hint names; the hint only chooses among given keys. */
const findKey = (hint, keys) => {
    for (const pem of keys) {
        const key = (0,external_node_crypto_.createPublicKey)(pem);
        if (keyHint(key) === hint)
            return key;
    }
    return undefined;
};
const readCertificate = (der) => {
    try {
        return new external_node_crypto_.X509Certificate(der);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/proof.js


/** The checks that the cryptography makes, in the order in which it makes them. */
const PROOF_CHECKS = ['trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature'];
/**
 * Verifies timestamps, certificate, log entries and signature with @sigstore/verify. The thresholds are those of the
 * root: one log entry where it has logs, one certificate timestamp where it has certificate logs, always one time.
 */
const prove = async (bundle, material) => {
    const content = bundle.verificationMaterial.content;
    if (content.$case === 'publicKey')
        return proveWithKey(bundle, content.publicKey.hint, material);
    const leaf = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0];
    const roots = leaf === undefined ? [] : await findRoots(leaf.rawBytes, material.roots);
    if (roots.length === 0)
        return { checks: [(0,verdict/* fail */.fJ)('trust-root', 'no trust root: none of the given roots issued this certificate')] };
    const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
    let last = { checks: [] };
    for (const root of roots) {
        const needsLog = root.tlogs.length > 0;
        const thresholds = {
            tlogThreshold: needsLog ? 1 : 0,
            ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
            timestampThreshold: 1,
        };
        const trusted = (0,verdict/* pass */.IX)('trust-root', `certificate authority ${root.certificateAuthorities.map(({ uri }) => uri).join(', ')}`);
        try {
            const entity = toSignedEntity(bundle);
            const signer = new Verifier(toTrustMaterial(root), thresholds).verify(entity);
            const signedAt = signingTime(entity.timestamps);
            return {
                signer,
                ...(signedAt === undefined ? {} : { signedAt }),
                checks: [
                    trusted,
                    (0,verdict/* pass */.IX)('timestamp', `signed at ${signedAt ?? 'an unknown time'}`),
                    (0,verdict/* pass */.IX)('certificate', 'chains to the root and was valid when signed'),
                    needsLog ? (0,verdict/* pass */.IX)('transparency-log', 'in the log') : (0,verdict/* notApplicable */.hH)('transparency-log', 'this root has no log'),
                    (0,verdict/* pass */.IX)('signature', 'matches certificate and payload'),
                ],
            };
        }
        catch (error) {
            last = { checks: [trusted, ...explain(error)] };
        }
    }
    return last;
};
const proveWithKey = async (bundle, hint, material) => {
    const key = findKey(hint, material.keys);
    if (key === undefined)
        return { checks: [(0,verdict/* fail */.fJ)('trust-root', 'no trust root: none of the given keys has this name')] };
    const trusted = (0,verdict/* pass */.IX)('trust-root', `key ${hint}`);
    try {
        const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
        const anchors = toTrustMaterial(await readRoot({}), () => ({ publicKey: key, validFor: () => true }));
        const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
        const signer = new Verifier(anchors, thresholds).verify(toSignedEntity(bundle));
        return {
            signer,
            keyHint: hint,
            checks: [
                trusted,
                (0,verdict/* notApplicable */.hH)('timestamp', 'a key signature has no time'),
                (0,verdict/* notApplicable */.hH)('certificate', 'a key signature has no certificate'),
                (0,verdict/* notApplicable */.hH)('transparency-log', 'a key signature is in no log'),
                (0,verdict/* pass */.IX)('signature', 'matches key and payload'),
            ],
        };
    }
    catch {
        return { checks: [trusted, (0,verdict/* fail */.fJ)('signature', 'does not match key and payload')] };
    }
};
/** Only after verification. Rekor's time counts only with its signed promise: a mere inclusion proof does not cover it. */
const signingTime = (timestamps) => {
    const authority = timestamps.find(each => each.$case === 'timestamp-authority');
    if (authority?.$case === 'timestamp-authority')
        return authority.timestamp.signingTime.toISOString();
    const log = timestamps.find(each => each.$case === 'transparency-log' && each.tlogEntry.inclusionPromise !== undefined);
    return log?.$case === 'transparency-log'
        ? new Date(Number(log.tlogEntry.integratedTime) * 1000).toISOString()
        : undefined;
};
/** The verifier checks in the order of PROOF_CHECKS and throws at the first failure; a code of its own tells which one. */
const explain = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const failed = code.startsWith('TIMESTAMP')
        ? 'timestamp'
        : code.startsWith('CERTIFICATE') || code.startsWith('PUBLIC_KEY')
            ? 'certificate'
            : code.startsWith('TLOG')
                ? 'transparency-log'
                : 'signature';
    const reason = /^[A-Z_]{1,60}$/.test(code)
        ? code.toLowerCase().replaceAll('_', ' ')
        : 'malformed verification material';
    const before = PROOF_CHECKS.slice(1, PROOF_CHECKS.indexOf(failed));
    return [...(code === '' ? [] : before.map(id => (0,verdict/* pass */.IX)(id, 'no objection'))), (0,verdict/* fail */.fJ)(failed, reason)];
};

;// CONCATENATED MODULE: ./lib/src/trust/statement-reading.js




/** An in-toto statement as far as a verifier of ours reads it; the predicate is read by its own schema. */
const statement = schemas/* object */.Ikc({
    _type: (0,scalar/* text */.Qq)(200),
    subject: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ name: (0,scalar/* text */.Qq)(1_024), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{64}$/)) }) }), limits/* LIMITS */.b.statementSubjects).check(api/* _minLength */.m9(1)),
    predicateType: (0,scalar/* text */.Qq)(500),
    predicate: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
});
/** undefined for bytes that are no statement with at least one sha256 subject. */
const readStatement = (payload) => {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
        if ((0,json_depth/* nestsTooDeep */.q)(text))
            return undefined;
        const parsed = parse/* safeParse */.xL(statement, JSON.parse(text));
        return parsed.success ? parsed.data : undefined;
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-bundle.js








const CHECKS = [
    'bundle-size',
    'bundle-form',
    'signature-count',
    ...PROOF_CHECKS,
    'certificate-extensions',
    'payload-type',
    'statement',
    'predicate-type',
];
/**
 * Verifies a Sigstore bundle with a DSSE envelope. Root, key and thresholds come from `material`, never from the bundle:
 * a bundle from which an entry was dropped must not lower the bar. Whatever the libraries throw is a rejection.
 *
 * This says who signed which bytes and when. Whether the bytes are about the run in the certificate is for claims.ts,
 * whether the signer is the wanted one is for the caller.
 * @param predicateTypes those that the caller accepts.
 */
const verifyBundle = async (bundleText, material, predicateTypes = OUR_PREDICATE_TYPES) => {
    const size = Buffer.byteLength(bundleText);
    if (size > limits/* LIMITS */.b.bundle)
        return rejected('none', [(0,verdict/* fail */.fJ)('bundle-size', `${size} bytes, limit ${limits/* LIMITS */.b.bundle}`)]);
    const sized = (0,verdict/* pass */.IX)('bundle-size', `${size} bytes`);
    const bundle = await parseBundle(bundleText);
    if (typeof bundle === 'string')
        return rejected('none', [sized, (0,verdict/* fail */.fJ)('bundle-form', bundle)]);
    const mode = bundle.verificationMaterial.content.$case === 'publicKey' ? 'key' : 'keyless';
    const formed = [sized, (0,verdict/* pass */.IX)('bundle-form', bundle.mediaType)];
    if (bundle.content.$case !== 'dsseEnvelope')
        return rejected(mode, [...formed, (0,verdict/* fail */.fJ)('signature-count', 'no DSSE envelope')]);
    const envelope = bundle.content.dsseEnvelope;
    if (envelope.signatures.length !== 1)
        return rejected(mode, [...formed, (0,verdict/* fail */.fJ)('signature-count', `${envelope.signatures.length} signatures, not one`)]);
    const counted = [...formed, (0,verdict/* pass */.IX)('signature-count', 'one signature')];
    const proof = await prove(bundle, material);
    const checks = [...counted, ...proof.checks];
    if (proof.signer === undefined)
        return rejected(mode, checks);
    const statement = readStatement(envelope.payload);
    const identity = readCertificateIdentity(proof.signer.identity?.subjectAlternativeName, (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })));
    if (mode === 'keyless' && identity === undefined)
        return rejected(mode, [...counted, (0,verdict/* fail */.fJ)('certificate', 'the certificate names no subject or no issuer')]);
    checks.push(identity === undefined
        ? (0,verdict/* notApplicable */.hH)('certificate-extensions', 'a key signature has no certificate')
        : checkExtensions(identity), ...checkContent(envelope.payloadType, statement, predicateTypes));
    return {
        checks: complete(checks),
        ok: (0,verdict/* allPass */.VC)(checks),
        mode,
        payload: new Uint8Array(envelope.payload),
        ...(identity === undefined ? {} : { identity }),
        ...(proof.keyHint === undefined ? {} : { keyHint: proof.keyHint }),
        ...(statement === undefined ? {} : { statement }),
        ...(proof.signedAt === undefined ? {} : { signedAt: proof.signedAt }),
    };
};
const parseBundle = async (text) => {
    let value;
    try {
        if ((0,json_depth/* nestsTooDeep */.q)(text))
            return 'nested too deep';
        value = JSON.parse(text);
    }
    catch {
        return 'not JSON';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return 'not a JSON object';
    try {
        const { bundleFromJSON } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
        return bundleFromJSON(value);
    }
    catch {
        return 'not a Sigstore bundle, or parts are missing';
    }
};
const checkContent = (payloadType, statement, predicateTypes) => {
    const type = payloadType === predicate_types_PAYLOAD_TYPE
        ? (0,verdict/* pass */.IX)('payload-type', payloadType)
        : (0,verdict/* fail */.fJ)('payload-type', `${payloadType} is not ${predicate_types_PAYLOAD_TYPE}`);
    if (statement === undefined)
        return [type, (0,verdict/* fail */.fJ)('statement', 'the payload is no in-toto statement with a sha256 subject')];
    return [
        type,
        statement._type === predicate_types_STATEMENT_TYPE
            ? (0,verdict/* pass */.IX)('statement', predicate_types_STATEMENT_TYPE)
            : (0,verdict/* fail */.fJ)('statement', `${statement._type} is not ${predicate_types_STATEMENT_TYPE}`),
        predicateTypes.includes(statement.predicateType)
            ? (0,verdict/* pass */.IX)('predicate-type', statement.predicateType)
            : (0,verdict/* fail */.fJ)('predicate-type', `${statement.predicateType} is not ${predicateTypes.join(' or ')}`),
    ];
};
const rejected = (mode, checks) => ({
    checks: complete(checks),
    ok: false,
    mode,
});
const complete = (checks) => CHECKS.map(id => checks.find(check => check.id === id) ?? (0,verdict/* notApplicable */.hH)(id, 'not reached'));

;// CONCATENATED MODULE: ./lib/src/trust/verify-job-files.js













/** An unpacked job artifact: job-manifest.json and its bundle. */
const verifyJobFiles = async (files, material, expected, platform) => {
    const file = await files.read(artifact_name/* JOB_MANIFEST_FILE */.ZD, limits/* LIMITS */.b.jobManifest);
    const bundle = await files.read(artifact_name/* JOB_BUNDLE_FILE */.Os, limits/* LIMITS */.b.bundle);
    const { manifest, check } = readManifest(file);
    const manifestSection = { subject: artifact_name/* JOB_MANIFEST_FILE */.ZD, checks: [check] };
    if (bundle.state === 'missing') {
        const unsigned = { subject: artifact_name/* JOB_BUNDLE_FILE */.Os, checks: [(0,verdict/* fail */.fJ)('signed', 'there is no bundle')] };
        return { sections: [manifestSection, unsigned], missing: [], main: undefined };
    }
    const { verified, section } = await verifyJobBundle(artifact_name/* JOB_BUNDLE_FILE */.Os, bundle, file, manifest, material, expected);
    const asked = await askPlatform(platform, verified, file, manifest);
    return {
        sections: [manifestSection, section, ...(asked.length === 0 ? [] : [{ subject: 'GitHub', checks: asked }])],
        missing: [],
        main: verified,
    };
};
const askPlatform = async (platform, verified, file, manifest) => {
    if (manifest === undefined || file.state !== 'read')
        return [];
    // What nobody signed is not asked about: a token would be spent on anybody's words.
    const choice = verified?.ok === true ? platform : { notAsked: 'the bundle does not verify' };
    const claims = toClaims(manifest);
    return [
        ...(await checkRunOnPlatform(choice, claims, manifest.run.headSha?.value)),
        ...(await checkJobOnPlatform(choice, {
            ...addressOf(claims),
            jobId: manifest.job.id?.value,
            digestHex: (0,digest/* sha256Hex */.f)(file.bytes),
            signedAt: verified?.signedAt,
            manifest,
            reported: undefined,
        })),
    ];
};
/** The bundle of one job manifest: signature, its index and claims = certificate, subject = the bytes, expectations. */
const verifyJobBundle = async (subject, bundle, file, manifest, material, expected) => {
    if (bundle.state !== 'read')
        return {
            verified: undefined,
            section: { subject, checks: [(0,verdict/* fail */.fJ)('bundle-form', bundle.state === 'refused' ? bundle.reason : 'missing')] },
        };
    const verified = await verifyBundle(new TextDecoder().decode(bundle.bytes), material);
    if (verified.statement === undefined)
        return { verified, section: { subject, checks: verified.checks } };
    const checks = [
        ...verified.checks,
        verified.statement.predicateType === predicate_types_JOB_PREDICATE_TYPE
            ? (0,verdict/* pass */.IX)('statement-kind', 'about a job manifest')
            : (0,verdict/* fail */.fJ)('statement-kind', 'not about a job manifest'),
        ...(manifest === undefined ? [] : [checkIndex(verified.statement, manifest)]),
        ...checkManifestClaims(verified, manifest, expected),
        checkSubject(verified, file),
        ...(manifest === undefined ? [] : [checkMade(verified.statement, manifest)]),
        ...checkExpectations(expected, verified),
    ];
    return { verified, section: { subject, checks } };
};
const checkManifestClaims = (verified, manifest, expected) => {
    const { identity, statement } = verified;
    if (identity === undefined)
        return none(['claim-run'], 'a key confirms no claim');
    if (manifest !== undefined)
        return checkClaims(manifest, identity, expected.issuer);
    // An unreadable manifest still has a statement, and that may not lie either.
    const claims = statement === undefined ? undefined : readPredicateClaims(statement);
    return claims === undefined ? [] : checkRunClaims(claims, identity, expected.issuer);
};
/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
const checkSubject = (verified, file) => {
    const signed = verified.statement?.subject[0]?.digest.sha256;
    if (file.state !== 'read')
        return (0,verdict/* fail */.fJ)('subject', 'the manifest could not be read');
    const found = (0,digest/* sha256Hex */.f)(file.bytes);
    return found === signed
        ? (0,verdict/* pass */.IX)('subject', `sha256:${found}`)
        : (0,verdict/* fail */.fJ)('subject', `signed sha256:${signed ?? ''}, found sha256:${found}`);
};
/** The manifest of a file, and whether it is one. */
const readManifest = (file) => {
    if (file.state !== 'read')
        return { check: (0,verdict/* fail */.fJ)('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = (0,reading/* readJobManifest */.l)(file.bytes);
        return {
            manifest: value,
            check: (0,verdict/* pass */.IX)('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: (0,verdict/* fail */.fJ)('manifest', error instanceof Error ? error.message : 'not a job manifest') };
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-lone-bundle.js









/**
 * A bundle alone: who signed, and whether the statement's own words agree with the certificate. The claims of GitHub's
 * provenance are compared too, also where its type was not asked for: what contradicts its certificate is worth knowing.
 */
const verifyLoneBundle = async (files, name, material, expected, platform) => {
    const file = await files.read(name, limits/* LIMITS */.b.bundle);
    if (file.state !== 'read') {
        const reason = file.state === 'refused' ? file.reason : 'missing';
        return { sections: [{ subject: 'bundle', checks: [(0,verdict/* fail */.fJ)('bundle-size', reason)] }], missing: [], main: undefined };
    }
    const types = expected.predicateType === undefined ? undefined : [expected.predicateType];
    const main = await verifyBundle(new TextDecoder().decode(file.bytes), material, types);
    const subjects = main.statement?.subject.map(subject => subject.name).join(', ') ?? 'unknown files';
    const checks = [
        ...main.checks,
        ...(main.statement === undefined ? [] : checkPredicate(main, expected)),
        (0,verdict/* notApplicable */.hH)('subject', `${subjects}: not compared, only the bundle was given`),
        ...(main.ok ? await verify_lone_bundle_askPlatform(main, platform) : []),
        ...(main.payload === undefined ? [] : checkExpectations(expected, main)),
    ];
    return { sections: [{ subject: 'bundle', checks }], missing: [], main };
};
const checkPredicate = (main, expected) => {
    const claims = main.statement === undefined ? undefined : readPredicateClaims(main.statement);
    if (claims === undefined)
        return [
            expected.predicateType === undefined
                ? (0,verdict/* fail */.fJ)('predicate', 'the predicate is not in the form of this version')
                : (0,verdict/* notApplicable */.hH)('predicate', 'what this type claims is not known here: no claim was compared'),
        ];
    if (main.identity === undefined)
        return [(0,verdict/* notApplicable */.hH)('predicate', 'a key confirms no claim')];
    return [
        (0,verdict/* pass */.IX)('predicate', `names run ${claims.runId} of ${claims.repository}`),
        ...checkRunClaims(claims, main.identity, expected.issuer),
    ];
};
const verify_lone_bundle_askPlatform = async (main, platform) => {
    const { statement } = main;
    const claims = statement === undefined ? undefined : readPredicateClaims(statement);
    if (statement === undefined || claims === undefined)
        return none(['api-run'], 'the statement names no run');
    const run = await checkRunOnPlatform(platform, claims, undefined);
    if (statement.predicateType !== predicate_types_JOB_PREDICATE_TYPE)
        return run;
    const job = await checkJobOnPlatform(platform, {
        ...addressOf(claims),
        jobId: readIndex(statement)?.job?.id,
        digestHex: statement.subject[0]?.digest.sha256 ?? '',
        signedAt: main.signedAt,
        manifest: undefined,
        reported: undefined,
    });
    return [...run, ...job];
};

;// CONCATENATED MODULE: ./lib/src/trust/run-account.js



/**
 * The run manifest as an account of the whole run: one entry and one manifest for each job, counts that are those of its
 * list, and nobody's signature claimed that is not there. A list from which an entry may be dropped, or in which one may
 * stand twice, proves nothing.
 */
const checkRunAccount = (manifest) => [
    checkUnique(manifest.jobs),
    checkCompleteness(manifest),
    checkSignatures(manifest.jobs),
];
const checkUnique = (jobs) => {
    const keys = ['id', 'file', 'manifest', 'bundle'].map(kind => ({
        kind,
        twice: firstRepeated(jobs.map(job => keyOf(kind, job))),
    }));
    const repeated = keys.find(({ twice }) => twice !== undefined);
    const strayRecord = jobs.find(job => job.manifest === undefined && job.record !== undefined);
    if (repeated !== undefined)
        return (0,verdict/* fail */.fJ)('unique-jobs', `two jobs with one ${repeated.kind}: ${repeated.twice ?? ''}`);
    if (strayRecord !== undefined)
        return (0,verdict/* fail */.fJ)('unique-jobs', `${strayRecord.name} has a record and no file`);
    return (0,verdict/* pass */.IX)('unique-jobs', `${jobs.length} jobs, at most one manifest each`);
};
const keyOf = (kind, job) => {
    switch (kind) {
        case 'id':
            return job.id;
        case 'file':
            return jobFileStem(job);
        case 'manifest':
            return isCarried(job) ? undefined : job.manifest?.digest;
        case 'bundle':
            return isCarried(job) ? undefined : job.manifest?.bundleDigest;
    }
};
/** Found by name where its id changed: two jobs of one name may have been given the same one. */
const isCarried = (job) => job.presence === 'carried-over';
const firstRepeated = (values) => {
    const seen = new Set();
    for (const value of values) {
        if (value === undefined)
            continue;
        if (seen.has(value))
            return value;
        seen.add(value);
    }
    return undefined;
};
/** The counts leave out the report's own job, whose entry the manifest does not mark: one job more may be listed. */
const checkCompleteness = ({ completeness, jobs }) => {
    const id = 'completeness';
    const ran = jobs.filter(job => job.presence !== 'skipped' && job.presence !== 'not-started');
    const recorded = ran.filter(job => job.record !== undefined);
    const told = `${completeness.recorded} of ${completeness.known} jobs recorded`;
    const { jobs: cut, ran: cutRan, recorded: cutRecorded } = completeness.notShown ?? { jobs: 0, ran: 0, recorded: 0 };
    if (cut > 0 && (jobs.length < limits/* LIMITS */.b.jobsInReport || cutRecorded > cutRan || cutRan > cut))
        return (0,verdict/* fail */.fJ)(id, `says that ${cut} jobs did not fit, and lists ${jobs.length}`);
    const isCount = (listed, counted) => counted === listed || counted === listed - 1;
    if (!isCount(ran.length + cutRan, completeness.known) ||
        !isCount(recorded.length + cutRecorded, completeness.recorded))
        return (0,verdict/* fail */.fJ)(id, `says ${told}, lists ${recorded.length} of ${ran.length}`);
    const hollow = ran.find(job => job.presence === 'recorded' && job.manifest === undefined);
    if (hollow !== undefined)
        return (0,verdict/* fail */.fJ)(id, `${hollow.name} is called recorded and has no manifest`);
    if (cut > 0)
        return (0,verdict/* notApplicable */.hH)(id, `${told}; says itself that ${cut} of ${jobs.length + cut} jobs have no row`);
    if (completeness.complete)
        return completeness.recorded === completeness.known
            ? (0,verdict/* pass */.IX)(id, `complete: ${told}`)
            : (0,verdict/* fail */.fJ)(id, `says complete, and ${told}`);
    const without = ran.filter(job => job.record === undefined).map(job => `${job.name} (${job.presence})`);
    return (0,verdict/* notApplicable */.hH)(id, `says itself that it is incomplete: ${told}${without.length === 0 ? '' : `; ${list(without)}`}`);
};
const checkSignatures = (jobs) => {
    const id = 'job-signatures';
    const hollow = jobs.find(job => job.signature.by === 'job' && job.manifest?.bundleDigest === undefined);
    if (hollow !== undefined)
        return (0,verdict/* fail */.fJ)(id, `${hollow.name} is called signed by itself and has no bundle`);
    const own = jobs.filter(job => job.manifest?.bundleDigest !== undefined);
    const unsigned = jobs.filter(job => job.manifest !== undefined && job.manifest.bundleDigest === undefined);
    const none = jobs.filter(job => job.manifest === undefined);
    const words = [
        `${own.length} jobs with a signature of their own`,
        ...(unsigned.length === 0 ? [] : [`only the report speaks for ${list(unsigned.map(job => job.name))}`]),
        ...(none.length === 0 ? [] : [`no manifest of ${list(none.map(job => job.name))}`]),
    ].join('; ');
    return unsigned.length + none.length === 0 ? (0,verdict/* pass */.IX)(id, words) : (0,verdict/* notApplicable */.hH)(id, words);
};
const run_account_NAMED = 5;
const list = (names) => names.length <= run_account_NAMED ? names.join(', ') : `${names.slice(0, run_account_NAMED).join(', ')} and ${names.length - run_account_NAMED} more`;

// EXTERNAL MODULE: ./lib/src/in-parallel.js
var in_parallel = __webpack_require__(3759);
;// CONCATENATED MODULE: ./lib/src/model/canonical-json.js
/**
 * Deterministic text of a JSON value: keys sorted by UTF-16 code unit (keys that are array indexes first, by number, as
 * JavaScript enumerates them), two spaces, one trailing newline, undefined members left out. The manifest digest is
 * SHA-256 of the UTF-8 bytes of this text.
 */
const toCanonicalJson = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`;
const sorted = (value) => {
    if (Array.isArray(value))
        return value.map(sorted);
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, member]) => [key, sorted(member)]));
};

;// CONCATENATED MODULE: ./lib/src/trust/own-bundle.js





/** A job's own signature inside a run artifact: the bundle that the run manifest lists, and what it says of its signer. */
const verifyOwnBundle = async ({ files, material, expected }, stem, job, file, manifest) => {
    if (job.manifest?.bundleDigest === undefined)
        return { sections: [], missing: [], verified: undefined };
    const path = jobBundlePath(stem);
    const bundle = await files.read(path, limits/* LIMITS */.b.bundle);
    if (bundle.state === 'missing')
        return { sections: [], missing: [path], verified: undefined };
    // A job signs as its own workflow and attempt: only repository, run and issuer are the same as the report's.
    const { repo, run, issuer } = expected;
    const { verified, section } = await verifyJobBundle(path, bundle, file, manifest, material, { repo, run, issuer });
    const checks = [
        checkDigest(bundle, job.manifest.bundleDigest),
        ...(job.signature.by === 'job' ? section.checks : section.checks.map(check => withoutWeight(check, job))),
        checkPayload(verified, job.manifest.payloadDigest),
        checkReportedSigner(verified, job),
    ];
    return { sections: [{ subject: path, checks }], missing: [], verified: verified?.ok === true ? verified : undefined };
};
/**
 * A job, also one of a fork, may leave any file in the place of its bundle. Where the run manifest itself says that the
 * job did not sign, such a file proves nothing and takes nothing away: else one job could spoil the whole run's account.
 */
const withoutWeight = (check, { signature }) => check.result === 'fail'
    ? {
        ...check,
        result: 'not-applicable',
        reason: `${check.reason.slice(0, 250)}; nobody relies on it: ${signature.reason}`.slice(0, 500),
    }
    : check;
/** Whom the report names as the job's signer: a policy may have been held against that name. */
const checkReportedSigner = (verified, { signature }) => {
    const id = 'reported-signer';
    if (signature.by !== 'job')
        return (0,verdict/* notApplicable */.hH)(id, 'the run manifest names no signer');
    if (verified?.ok !== true)
        return (0,verdict/* notApplicable */.hH)(id, 'the bundle does not verify');
    if (signature.mode !== verified.mode)
        return (0,verdict/* fail */.fJ)(id, `called ${signature.mode}, signed ${verified.mode}`);
    const { signer } = signature;
    const { identity } = verified;
    if (signer === undefined || identity === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'the run manifest names no signer');
    const same = identity.san.slice(0, 1_024) === signer.identity && identity.issuer.slice(0, 300) === signer.issuer;
    return same
        ? (0,verdict/* pass */.IX)(id, signer.identity)
        : (0,verdict/* fail */.fJ)(id, `called ${signer.identity} by ${signer.issuer}, signed by ${identity.san} by ${identity.issuer}`);
};
/** A bundle can be encoded anew without breaking its signature; the payload cannot. */
const checkPayload = (verified, listed) => {
    const id = 'payload-digest';
    if (listed === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'the run manifest lists none: it did not verify the bundle');
    if (verified?.payload === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'the bundle does not verify');
    const found = `sha256:${(0,digest/* sha256Hex */.f)(verified.payload)}`;
    return found === listed ? (0,verdict/* pass */.IX)(id, found) : (0,verdict/* fail */.fJ)(id, `listed ${listed}, found ${found}`);
};
/** Whether a file is the one whose digest the run manifest lists. */
const checkDigest = (file, listed) => {
    if (file.state !== 'read')
        return (0,verdict/* fail */.fJ)('file-digest', 'could not be read');
    const found = `sha256:${(0,digest/* sha256Hex */.f)(file.bytes)}`;
    return found === listed
        ? (0,verdict/* pass */.IX)('file-digest', found)
        : (0,verdict/* fail */.fJ)('file-digest', `listed ${listed ?? 'nothing'}, found ${found}`);
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-jobs-of-run.js











/** Jobs at a time: each may cost a request for its log. */
const WIDTH = 4;
/**
 * Every job's files by the digests that the run manifest lists, what they say against the run manifest and GitHub, and
 * each job's own signature.
 */
const verifyJobs = (inquiry) => (0,in_parallel/* inParallel */.H)(inquiry.run.jobs, WIDTH, async (job) => {
    const stem = jobFileStem(job);
    if (stem !== undefined)
        return verifyJob(inquiry, stem, job);
    // A manifest that no file can be named for would be covered by no digest.
    return job.manifest === undefined
        ? { sections: [], missing: [] }
        : { sections: [{ subject: job.name, checks: [(0,verdict/* fail */.fJ)('file-digest', 'no file can be named for it')] }], missing: [] };
});
const verifyJob = async (inquiry, stem, job) => {
    const { files, run } = inquiry;
    const path = jobManifestPath(stem);
    const file = await files.read(path, limits/* LIMITS */.b.jobManifest);
    if (file.state === 'missing')
        return { sections: [], missing: [path] };
    const { manifest, check } = readManifest(file);
    const own = await verifyOwnBundle(inquiry, stem, job, file, manifest);
    const checks = [
        checkDigest(file, job.manifest?.digest),
        check,
        checkSameRun(run, job, manifest),
        checkRecord(job, manifest),
        ...(manifest === undefined || file.state !== 'read'
            ? []
            : await checkJobOnPlatform(inquiry.platform, {
                ...addressOf(toClaims(manifest)),
                jobId: job.presence === 'carried-over' ? manifest.job.id?.value : (job.id ?? manifest.job.id?.value),
                digestHex: (0,digest/* sha256Hex */.f)(file.bytes),
                signedAt: own.verified?.signedAt,
                manifest,
                reported: job,
            })),
    ];
    return { sections: [{ subject: path, checks }, ...own.sections], missing: own.missing };
};
/**
 * A job that was carried over has its manifest from an earlier attempt, where it may have had another id. The repository is
 * known by its id: the name that a job states is compared by the report, which shows it as contradicted.
 */
const checkSameRun = ({ run }, job, manifest) => {
    if (manifest === undefined)
        return (0,verdict/* fail */.fJ)('same-run', 'there is no manifest');
    const { attempt, repositoryId, runId, serverUrl } = manifest.run;
    const carried = job.presence === 'carried-over';
    const sameId = job.id === undefined || manifest.job.id === undefined || manifest.job.id.value === job.id;
    const ofRun = (serverUrl === undefined || plainUrl(serverUrl.value) === plainUrl((run.serverUrl ?? serverUrl).value)) &&
        repositoryId.value === run.repositoryId.value &&
        runId.value === run.runId.value &&
        (carried ? attempt.value <= run.attempt.value : attempt.value === run.attempt.value) &&
        (sameId || (carried && manifest.job.name?.value === job.name));
    return ofRun ? (0,verdict/* pass */.IX)('same-run', `attempt ${attempt.value}`) : (0,verdict/* fail */.fJ)('same-run', 'of another run, attempt or job');
};
/** As the report compares them: a server is the same in any case, and with a slash at its end. */
const plainUrl = (server) => server.replace(/\/$/, '').toLowerCase();
/** The run manifest also holds the job manifest itself; both must say the same. */
const checkRecord = (job, manifest) => {
    if (job.record === undefined || manifest === undefined)
        return (0,verdict/* notApplicable */.hH)('record', 'nothing to compare');
    return toCanonicalJson(job.record) === toCanonicalJson(manifest)
        ? (0,verdict/* pass */.IX)('record', 'as in the run manifest')
        : (0,verdict/* fail */.fJ)('record', 'the run manifest holds another manifest of this job');
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-run-files.js
















/**
 * An unpacked run artifact: the run bundle, then that the run manifest on disk is the signed one and an account of every
 * job, then every job's files by the digests it lists, then each job's own signature. What no signature covers is named.
 */
const verifyRunFiles = async (files, material, expected, platform) => {
    const file = await files.read(artifact_name/* RUN_MANIFEST_FILE */.tW, limits/* LIMITS */.b.runManifest);
    const bundle = await files.read(artifact_name/* RUN_BUNDLE_FILE */.aN, limits/* LIMITS */.b.bundle);
    const { manifest, check } = readRun(file);
    const main = bundle.state === 'read' ? await verifyBundle(new TextDecoder().decode(bundle.bytes), material) : undefined;
    // What nobody signed is not asked about: a token would be spent on anybody's words.
    const asked = main?.ok === true ? platform : { notAsked: 'the run bundle does not verify' };
    const runChecks = [
        ...(main === undefined ? [unsigned(bundle)] : main.checks),
        check,
        ...(main?.statement === undefined ? [] : checkRunStatement(main, main.statement, file, manifest, expected)),
        ...(manifest === undefined
            ? []
            : await checkRunManifestOnPlatform(asked, toClaims(manifest), manifest, main?.signedAt)),
        ...(manifest === undefined ? [] : checkRunAccount(manifest)),
        ...(main?.payload === undefined ? [] : checkExpectations(expected, main)),
    ];
    const jobs = manifest === undefined ? [] : await verifyJobs({ files, run: manifest, material, expected, platform: asked });
    return {
        sections: [
            { subject: artifact_name/* RUN_MANIFEST_FILE */.tW, checks: runChecks },
            ...jobs.flatMap(({ sections }) => sections),
            { subject: 'folder', checks: checkListing(files.names, manifest) },
        ],
        missing: jobs.flatMap(({ missing }) => missing),
        main,
    };
};
const readRun = (file) => {
    if (file.state !== 'read')
        return { check: (0,verdict/* fail */.fJ)('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = (0,reading/* readRunManifest */.t)(file.bytes);
        return {
            manifest: value,
            check: (0,verdict/* pass */.IX)('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: (0,verdict/* fail */.fJ)('manifest', error instanceof Error ? error.message : 'not a run manifest') };
    }
};
const unsigned = (bundle) => bundle.state === 'refused' ? (0,verdict/* fail */.fJ)('bundle-form', bundle.reason) : (0,verdict/* fail */.fJ)('signed', `there is no ${artifact_name/* RUN_BUNDLE_FILE */.aN}`);
const checkRunStatement = (main, statement, file, manifest, expected) => [
    manifest !== undefined && statement.predicateType === predicate_types_runPredicateType(manifest)
        ? (0,verdict/* pass */.IX)('statement-kind', 'about a run manifest')
        : (0,verdict/* fail */.fJ)('statement-kind', 'not about a run manifest'),
    ...(manifest === undefined ? [] : [checkIndex(statement, manifest), checkJobsIndex(statement, manifest)]),
    ...checkSignerClaims(main, statement, manifest, expected),
    checkSubject(main, file),
    checkOtherSubjects(statement, manifest),
];
const checkSignerClaims = ({ identity }, statement, manifest, expected) => {
    if (identity === undefined)
        return none(['claim-run'], 'a key confirms no claim');
    if (manifest !== undefined)
        return checkClaims(manifest, identity, expected.issuer);
    const claims = readPredicateClaims(statement);
    return claims === undefined ? [] : checkRunClaims(claims, identity, expected.issuer);
};
/** The further subjects repeat what the run manifest lists, so that `verify <file>` of any tool works on them. */
const checkOtherSubjects = (statement, manifest) => {
    const listed = new Map(manifest?.jobs.flatMap(run_files_jobFiles).map(({ name, sha256 }) => [name, sha256]) ?? []);
    const others = statement.subject.slice(1);
    const wrong = others.find(({ name, digest }) => !isRunFilePath(name) || listed.get(name) !== digest.sha256);
    if (wrong !== undefined)
        return (0,verdict/* fail */.fJ)('subjects', `${wrong.name} is not what the run manifest lists`);
    const expectedCount = Math.min(listed.size, limits/* LIMITS */.b.statementSubjects - 1);
    return others.length === expectedCount
        ? (0,verdict/* pass */.IX)('subjects', `${others.length} job files`)
        : (0,verdict/* fail */.fJ)('subjects', `${others.length} job files signed, ${expectedCount} listed`);
};
const verify_run_files_NAMED = 20;
const verify_run_files_named = (names) => names.length <= verify_run_files_NAMED ? names.join(', ') : `${names.slice(0, verify_run_files_NAMED).join(', ')} and ${names.length - verify_run_files_NAMED} more`;
const checkListing = (names, manifest) => {
    const listed = new Set([
        artifact_name/* RUN_MANIFEST_FILE */.tW,
        artifact_name/* RUN_BUNDLE_FILE */.aN,
        ...(manifest?.jobs ?? []).flatMap(run_files_jobFiles).map(f => f.name),
    ]);
    const strays = names.filter(name => name.startsWith('jobs/') && !listed.has(name));
    const others = names.filter(name => !name.startsWith('jobs/') && !listed.has(name));
    return [
        strays.length === 0
            ? (0,verdict/* pass */.IX)('stray-files', 'every file under jobs/ is listed')
            : (0,verdict/* fail */.fJ)('stray-files', `not listed by the run manifest: ${verify_run_files_named(strays)}`),
        (0,verdict/* notApplicable */.hH)('not-covered', others.length === 0 ? 'no other files' : `no signature covers ${verify_run_files_named(others)}`),
    ];
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-target.js







const NOT_ASKED = { notAsked: 'nobody was to be asked' };
/**
 * The verifier without a command line. What is verified are `files`: those of a run artifact, of a job artifact, or one
 * bundle. Whom to trust is in `material`, whom to expect in `expected`, and both come from the caller alone. The clock is
 * not asked: what was valid when it was signed stays so.
 * @param platform GitHub, where its own account of run, jobs and logs is to be compared.
 * @throws TraceError USAGE for files that are none of the three. Whatever is wrong with a file is a failed check.
 */
const verifyTarget = async (files, material, expected = {}, platform = NOT_ASKED) => {
    const verification = await verifyFiles(files, material, expected, rememberAnswers(platform));
    return { ...verification, verdict: decide(verification, expected) };
};
const verifyFiles = (files, material, expected, platform) => {
    const [only, ...more] = files.names;
    if (files.names.includes(artifact_name/* RUN_MANIFEST_FILE */.tW))
        return verifyRunFiles(files, material, expected, platform);
    if (files.names.includes(artifact_name/* JOB_MANIFEST_FILE */.ZD))
        return verifyJobFiles(files, material, expected, platform);
    if (only !== undefined && more.length === 0)
        return verifyLoneBundle(files, only, material, expected, platform);
    throw new error/* TraceError */.y('USAGE', `neither ${artifact_name/* RUN_MANIFEST_FILE */.tW} nor ${artifact_name/* JOB_MANIFEST_FILE */.ZD} is among the files`, {
        hint: 'Give the files of an unpacked pipeline-trace artifact, or one bundle',
    });
};
/** Files that are in memory already. */
const filesInMemory = (files) => ({
    names: [...files.keys()].sort(),
    read: async (name, cap) => {
        const bytes = files.get(name);
        if (bytes === undefined)
            return { state: 'missing' };
        return bytes.byteLength > cap
            ? { state: 'refused', reason: `${bytes.byteLength} bytes, limit ${cap}` }
            : { state: 'read', bytes };
    },
});

// EXTERNAL MODULE: ./lib/src/cli/exit.js
var exit = __webpack_require__(3855);
;// CONCATENATED MODULE: ./lib/src/cli/folder.js






const MAX_ENTRIES = 5_000;
/**
 * What `verify` was pointed at: the folder of an unpacked artifact, a manifest in one, or a bundle.
 * @throws TraceError USAGE for a path that is neither, TOO_LARGE for a folder with too many files.
 */
const openTarget = async (path) => {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat === undefined)
        throw new error/* TraceError */.y('USAGE', `there is no ${path}`);
    if (stat.isDirectory())
        return openFolder(path);
    const file = await readContent(path, limits/* LIMITS */.b.runManifest);
    if (file.state !== 'read')
        throw new error/* TraceError */.y('USAGE', `cannot read ${path}${file.state === 'refused' ? `: ${file.reason}` : ''}`);
    switch (kindOf(file.bytes)) {
        case 'run-manifest':
            return openManifest(path, artifact_name/* RUN_MANIFEST_FILE */.tW, artifact_name/* RUN_BUNDLE_FILE */.aN);
        case 'job-manifest':
            return openManifest(path, artifact_name/* JOB_MANIFEST_FILE */.ZD, artifact_name/* JOB_BUNDLE_FILE */.Os);
        default:
            return filesAt(new Map([[(0,external_node_path_.basename)(path), path]]));
    }
};
/** Reads a plain file of at most `cap` bytes. Links are not followed: an artifact may hold one to anywhere. */
const readContent = async (path, cap) => {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat === undefined)
        return { state: 'missing' };
    if (!stat.isFile())
        return { state: 'refused', reason: 'not a plain file' };
    if (stat.size > cap)
        return { state: 'refused', reason: `${stat.size} bytes, limit ${cap}` };
    const bytes = await (0,promises_.readFile)(path).catch(() => undefined);
    return bytes === undefined ? { state: 'refused', reason: 'cannot be read' } : { state: 'read', bytes };
};
const openFolder = async (folder) => {
    const top = await (0,promises_.readdir)(folder).catch(() => []);
    if (!top.includes(artifact_name/* RUN_MANIFEST_FILE */.tW) && !top.includes(artifact_name/* JOB_MANIFEST_FILE */.ZD))
        throw new error/* TraceError */.y('USAGE', `${folder} holds neither ${artifact_name/* RUN_MANIFEST_FILE */.tW} nor ${artifact_name/* JOB_MANIFEST_FILE */.ZD}`, {
            hint: 'Give the folder of an unpacked pipeline-trace artifact, or a bundle file',
        });
    const names = [...top.filter(name => name !== 'jobs'), ...(await jobsBeside(folder))];
    return filesAt(new Map(names.map(name => [name, (0,external_node_path_.join)(folder, name)])));
};
/** A manifest by its own name, its bundle beside it, and the files of its jobs. */
const openManifest = async (path, manifestName, bundleName) => {
    const folder = (0,external_node_path_.dirname)(path);
    const jobs = manifestName === artifact_name/* RUN_MANIFEST_FILE */.tW ? await jobsBeside(folder) : [];
    return filesAt(new Map([
        [manifestName, path],
        [bundleName, path.replace(/(\.json)?$/, '.sigstore.json')],
        ...jobs.map(name => [name, (0,external_node_path_.join)(folder, name)]),
    ]));
};
/** Paths under `jobs/`, where that is a folder and no link to one. */
const jobsBeside = async (folder) => {
    const jobs = (0,external_node_path_.join)(folder, 'jobs');
    if ((await (0,promises_.lstat)(jobs).catch(() => undefined))?.isDirectory() !== true)
        return [];
    const names = await (0,promises_.readdir)(jobs).catch(() => []);
    return names.map(name => `jobs/${name}`);
};
const filesAt = (paths) => {
    if (paths.size > MAX_ENTRIES)
        throw new error/* TraceError */.y('TOO_LARGE', `more than ${MAX_ENTRIES} files`);
    return {
        names: [...paths.keys()].sort(),
        read: async (name, cap) => {
            const path = paths.get(name);
            return path === undefined ? { state: 'missing' } : readContent(path, cap);
        },
    };
};
const kindOf = (bytes) => {
    try {
        const text = new TextDecoder().decode(bytes);
        const value = (0,json_depth/* nestsTooDeep */.q)(text) ? undefined : JSON.parse(text);
        return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    }
    catch {
        return undefined;
    }
};

// EXTERNAL MODULE: ./lib/src/render/escape.js
var render_escape = __webpack_require__(120);
;// CONCATENATED MODULE: ./lib/src/cli/verification-text.js




/** The verdict first, then what it rests on, then every check. Each value is escaped for the terminal. */
const renderText = (verification, trust) => {
    const { main, verdict } = verification;
    const facts = [
        verdict.text,
        ...trust.map(each => `trust: ${each}`),
        ...(main === undefined ? [] : [`signature: ${main.mode}, by ${signerOf(main)}`]),
        ...(main?.signedAt === undefined ? [] : [`signed at: ${main.signedAt}`]),
        ...verification.missing.map(file => `missing: ${file}`),
    ];
    const width = Math.max(0, ...verification.sections.flatMap(({ checks }) => checks.map(({ id }) => id.length)));
    const sections = verification.sections.flatMap(({ subject, checks }) => [
        '',
        subject,
        ...checks.map(({ id, result, reason }) => `  ${WORD[result]}  ${id.padEnd(width)}  ${reason}`),
    ]);
    return `${[...facts, ...sections].map(render_escape/* escapeTerminal */.e).join('\n')}\n`;
};
const WORD = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a ', other: 'n/a ' };
/** One JSON document: `{verdict, result, exitCode, trust, mode, signer, identity, signedAt, missing, sections[{subject, checks}]}`. */
const renderJson = (verification, trust) => {
    const { main, verdict } = verification;
    return (0,render_escape/* escapeJson */.G)(toCanonicalJson({
        verdict: verdict.text,
        result: verdict.result,
        exitCode: (0,exit/* exitOf */.s)(verdict),
        trust,
        mode: main?.mode ?? 'none',
        signer: main === undefined ? undefined : signerOf(main),
        identity: main?.identity,
        signedAt: main?.signedAt,
        missing: verification.missing,
        sections: verification.sections,
    }));
};

;// CONCATENATED MODULE: ./lib/src/cli/verify.js










/**
 * `pipeline-trace verify`. Root, keys and expectations come from the command line alone, else the shipped roots.
 * @throws TraceError for wrong usage: a path that is not there, an unreadable root or key, one that lies in the target.
 */
const verify = async (command) => {
    const files = await openTarget(command.target);
    const material = await readMaterial(command, files);
    const verification = await verifyTarget(files, material, command, await choosePlatform(command));
    const trust = await describeTrust(command);
    const render = command.format === 'json' ? renderJson : renderText;
    return { output: render(verification, trust), exitCode: (0,exit/* exitOf */.s)(verification.verdict) };
};
/** The client is only loaded when somebody is to be asked. */
const choosePlatform = async ({ api }) => {
    if ('notAsked' in api)
        return api;
    const [{ createOnlineClient }, { createPlatform }] = await Promise.all([
        __webpack_require__.e(/* import() */ 837).then(__webpack_require__.bind(__webpack_require__, 1837)),
        __webpack_require__.e(/* import() */ 968).then(__webpack_require__.bind(__webpack_require__, 5968)),
    ]);
    return createPlatform(createOnlineClient(api), api.serverUrl);
};
const MAX_KEY_FILE = 65_536;
const readMaterial = async ({ trustedRoot, keys, target }, files) => {
    const given = [...(trustedRoot === undefined ? [] : [trustedRoot]), ...keys];
    await Promise.all(given.map(file => refuseInside(file, target, files)));
    return { roots: await readTrustedRoots(trustedRoot), keys: await Promise.all(keys.map(readKey)) };
};
/** Whoever could change the artifact could have put its own root beside it, so nothing in the folder says whom to trust. */
const refuseInside = async (file, target, files) => {
    const isFolder = (await (0,promises_.lstat)(target).catch(() => undefined))?.isDirectory() === true;
    // A manifest is read with the files beside it: its folder is what is verified. A bundle is a file by itself.
    const isManifest = files.names.includes(artifact_name/* RUN_MANIFEST_FILE */.tW) || files.names.includes(artifact_name/* JOB_MANIFEST_FILE */.ZD);
    if (!isFolder && !isManifest)
        return;
    const real = (path) => (0,promises_.realpath)(path).catch(() => (0,external_node_path_.resolve)(path));
    const root = isFolder ? target : (0,external_node_path_.dirname)(target);
    const [folder, realFolder] = [(0,external_node_path_.resolve)(root), await real(root)];
    const inside = (path) => path.startsWith(`${folder}${external_node_path_.sep}`) || path.startsWith(`${realFolder}${external_node_path_.sep}`);
    if (inside((0,external_node_path_.resolve)(file)) || inside(await real(file)))
        throw new error/* TraceError */.y('USAGE', `${file} lies in what is verified, and cannot say whom to trust`, {
            hint: 'Take root and keys from where you know them to be right, and keep them outside of the folder',
        });
};
const readKey = async (file) => {
    const content = await readContent(file, MAX_KEY_FILE);
    if (content.state !== 'read')
        throw new error/* TraceError */.y('FILE_UNREADABLE', `cannot read the key ${file}`);
    const pem = new TextDecoder().decode(content.bytes);
    try {
        if (!pem.includes('-----BEGIN PUBLIC KEY-----'))
            throw new Error('not SPKI');
        (0,external_node_crypto_.createPublicKey)(pem);
        return pem;
    }
    catch {
        throw new error/* TraceError */.y('USAGE', `${file} is no public key in PEM`, {
            hint: 'Make it from the signing key with: openssl pkey -in key.pem -pubout',
        });
    }
};
const describeTrust = async (command) => {
    const keys = command.keys.map(file => `key ${file}`);
    if (command.trustedRoot !== undefined)
        return [`trusted root ${command.trustedRoot}`, ...keys];
    return [...(await readShippedRoots()).map(({ name, date }) => `shipped root ${name} of ${date}`), ...keys];
};


/***/ })

};
