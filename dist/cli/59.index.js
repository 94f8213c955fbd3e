export const id = 59;
export const ids = [59,414];
export const modules = {

/***/ 3759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ inParallel)
/* harmony export */ });
/** Runs `work` over `items`, at most `width` at a time; results in the order of the items. */
const inParallel = async (items, width, work) => {
    const results = new Map();
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results.set(index, await work(item));
    };
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
    return items.flatMap((_, index) => {
        const result = results.get(index);
        return result === undefined ? [] : [result];
    });
};


/***/ }),

/***/ 5414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   jj: () => (/* binding */ checkSubject),
/* harmony export */   pn: () => (/* binding */ verifyJobBundle),
/* harmony export */   verifyJobFiles: () => (/* binding */ verifyJobFiles)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4880);
/* harmony import */ var _model_artifact_name_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6698);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2350);
/* harmony import */ var _model_reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5006);
/* harmony import */ var _bound_artifact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6986);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9358);
/* harmony import */ var _expectations_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1832);
/* harmony import */ var _index_checks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2653);
/* harmony import */ var _platform_job_checks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3298);
/* harmony import */ var _platform_run_checks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8866);
/* harmony import */ var _predicate_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9730);
/* harmony import */ var _predicate_types_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7502);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(3706);
/* harmony import */ var _verify_bundle_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1643);














/** An unpacked job artifact: job-manifest.json and its bundle. */
const verifyJobFiles = async (files, material, expected, platform) => {
    const file = await files.read(_model_artifact_name_js__WEBPACK_IMPORTED_MODULE_11__/* .JOB_MANIFEST_FILE */ .ZD, _model_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.jobManifest);
    const bundle = await files.read(_model_artifact_name_js__WEBPACK_IMPORTED_MODULE_11__/* .JOB_BUNDLE_FILE */ .Os, _model_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.bundle);
    const { manifest, check } = readManifest(file);
    const manifestSection = { subject: _model_artifact_name_js__WEBPACK_IMPORTED_MODULE_11__/* .JOB_MANIFEST_FILE */ .ZD, checks: [check] };
    if (bundle.state === 'missing') {
        const unsigned = { subject: _model_artifact_name_js__WEBPACK_IMPORTED_MODULE_11__/* .JOB_BUNDLE_FILE */ .Os, checks: [(0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('signed', 'there is no bundle')] };
        return { sections: [manifestSection, unsigned], missing: [], main: undefined };
    }
    const { verified, section } = await verifyJobBundle(_model_artifact_name_js__WEBPACK_IMPORTED_MODULE_11__/* .JOB_BUNDLE_FILE */ .Os, bundle, file, manifest, material, expected);
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
    const claims = (0,_claims_js__WEBPACK_IMPORTED_MODULE_13__/* .toClaims */ .Z4)(manifest);
    return [
        ...(await (0,_platform_run_checks_js__WEBPACK_IMPORTED_MODULE_7__/* .checkRunOnPlatform */ .Ec)(choice, claims, manifest.run.headSha?.value)),
        ...(await (0,_platform_job_checks_js__WEBPACK_IMPORTED_MODULE_6__/* .checkJobOnPlatform */ .yi)(choice, {
            ...(0,_platform_run_checks_js__WEBPACK_IMPORTED_MODULE_7__/* .addressOf */ .ci)(claims),
            jobId: manifest.job.id?.value,
            digestHex: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Hex */ .f)(file.bytes),
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
            section: { subject, checks: [(0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('bundle-form', bundle.state === 'refused' ? bundle.reason : 'missing')] },
        };
    const verified = await (0,_verify_bundle_js__WEBPACK_IMPORTED_MODULE_10__/* .verifyBundle */ .I)(new TextDecoder().decode(bundle.bytes), material);
    if (verified.statement === undefined)
        return { verified, section: { subject, checks: verified.checks } };
    const checks = [
        ...verified.checks,
        verified.statement.predicateType === _predicate_types_js__WEBPACK_IMPORTED_MODULE_9__/* .JOB_PREDICATE_TYPE */ .H_
            ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .pass */ .IX)('statement-kind', 'about a job manifest')
            : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('statement-kind', 'not about a job manifest'),
        ...(manifest === undefined ? [] : [(0,_index_checks_js__WEBPACK_IMPORTED_MODULE_5__/* .checkIndex */ .JM)(verified.statement, manifest)]),
        ...checkManifestClaims(verified, manifest, expected),
        checkSubject(verified, file),
        ...(manifest === undefined ? [] : [(0,_index_checks_js__WEBPACK_IMPORTED_MODULE_5__/* .checkMade */ .Gf)(verified.statement, manifest)]),
        ...(0,_expectations_js__WEBPACK_IMPORTED_MODULE_4__/* .checkExpectations */ .E)(expected, verified),
        ...(0,_bound_artifact_js__WEBPACK_IMPORTED_MODULE_3__/* .checkArtifact */ .fr)(expected, verified.statement, manifest),
    ];
    return { verified, section: { subject, checks } };
};
const checkManifestClaims = (verified, manifest, expected) => {
    const { identity, statement } = verified;
    if (identity === undefined)
        return (0,_platform_job_checks_js__WEBPACK_IMPORTED_MODULE_6__/* .none */ .dv)(['claim-run'], 'a key confirms no claim');
    if (manifest !== undefined)
        return (0,_claims_js__WEBPACK_IMPORTED_MODULE_13__/* .checkClaims */ .Kz)(manifest, identity, expected.issuer);
    // An unreadable manifest still has a statement, and that may not lie either.
    const claims = statement === undefined ? undefined : (0,_predicate_js__WEBPACK_IMPORTED_MODULE_8__/* .readPredicateClaims */ .ZH)(statement);
    return claims === undefined ? [] : (0,_claims_js__WEBPACK_IMPORTED_MODULE_13__/* .checkRunClaims */ .j1)(claims, identity, expected.issuer);
};
/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
const checkSubject = (verified, file) => {
    const signed = verified.statement?.subject[0]?.digest.sha256;
    if (file.state !== 'read')
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('subject', 'the manifest could not be read');
    const found = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Hex */ .f)(file.bytes);
    return found === signed
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .pass */ .IX)('subject', `sha256:${found}`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('subject', `signed sha256:${signed ?? ''}, found sha256:${found}`);
};
/** The manifest of a file, and whether it is one. */
const readManifest = (file) => {
    if (file.state !== 'read')
        return { check: (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = (0,_model_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .readJobManifest */ .l)(file.bytes);
        return {
            manifest: value,
            check: (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .pass */ .IX)('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .fail */ .fJ)('manifest', error instanceof Error ? error.message : 'not a job manifest') };
    }
};


/***/ }),

/***/ 9059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyRunFiles: () => (/* binding */ verifyRunFiles)
});

// EXTERNAL MODULE: ./lib/src/model/artifact-name.js
var artifact_name = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/model/reading.js + 6 modules
var reading = __webpack_require__(5006);
// EXTERNAL MODULE: ./lib/src/trust/bound-artifact.js
var bound_artifact = __webpack_require__(6986);
// EXTERNAL MODULE: ./lib/src/trust/claims.js
var trust_claims = __webpack_require__(9358);
// EXTERNAL MODULE: ./lib/src/trust/countersigner.js
var countersigner = __webpack_require__(1689);
// EXTERNAL MODULE: ./lib/src/trust/expectations.js + 1 modules
var expectations = __webpack_require__(1832);
// EXTERNAL MODULE: ./lib/src/trust/index-checks.js
var index_checks = __webpack_require__(2653);
// EXTERNAL MODULE: ./lib/src/digest.js
var digest = __webpack_require__(4880);
// EXTERNAL MODULE: ./lib/src/model/cut-text.js
var cut_text = __webpack_require__(602);
// EXTERNAL MODULE: ./lib/src/trust/run-files.js
var run_files = __webpack_require__(412);
// EXTERNAL MODULE: ./lib/src/trust/verdict.js
var verdict = __webpack_require__(3706);
// EXTERNAL MODULE: ./lib/src/trust/verify-job-files.js
var verify_job_files = __webpack_require__(5414);
;// CONCATENATED MODULE: ./lib/src/trust/own-bundle.js






/** A job's own signature inside a run artifact: the bundle that the run manifest lists, and what it says of its signer. */
const verifyOwnBundle = async ({ files, material, expected }, stem, job, file, manifest) => {
    if (job.manifest?.bundleDigest === undefined)
        return { sections: [], missing: [], verified: undefined };
    const path = (0,run_files/* jobBundlePath */.vs)(stem);
    const bundle = await files.read(path, limits/* LIMITS */.b.bundle);
    if (bundle.state === 'missing')
        return { sections: [], missing: [path], verified: undefined };
    // A job signs as its own workflow and attempt: only what every job of the run has in common is the same as the report's.
    const { signerWorkflow: _, signerDigest: __, attempt: ___, artifact: ____, ...ofSameRun } = expected;
    const { verified, section } = await (0,verify_job_files/* verifyJobBundle */.pn)(path, bundle, file, manifest, material, ofSameRun);
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
        reason: (0,cut_text/* cutText */.I)(`${(0,cut_text/* cutText */.I)(check.reason, 250)}; nobody relies on it: ${signature.reason}`, 500),
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
    const same = (0,cut_text/* cutText */.I)(identity.san, 1_024) === signer.identity && (0,cut_text/* cutText */.I)(identity.issuer, 300) === signer.issuer;
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

// EXTERNAL MODULE: ./lib/src/trust/platform-job-checks.js
var platform_job_checks = __webpack_require__(3298);
// EXTERNAL MODULE: ./lib/src/trust/platform-run-checks.js + 2 modules
var platform_run_checks = __webpack_require__(8866);
// EXTERNAL MODULE: ./lib/src/trust/predicate.js
var predicate = __webpack_require__(9730);
// EXTERNAL MODULE: ./lib/src/trust/predicate-types.js
var predicate_types = __webpack_require__(7502);
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
            return (0,run_files/* jobFileStem */.Dq)(job);
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
    const isCount = (listed, counted) => counted === listed || counted === listed - 1;
    if (!isCount(ran.length, completeness.known) || !isCount(recorded.length, completeness.recorded))
        return (0,verdict/* fail */.fJ)(id, `says ${told}, lists ${recorded.length} of ${ran.length}`);
    const hollow = ran.find(job => job.presence === 'recorded' && job.manifest === undefined);
    if (hollow !== undefined)
        return (0,verdict/* fail */.fJ)(id, `${hollow.name} is called recorded and has no manifest`);
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
const NAMED = 5;
const list = (names) => names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;

// EXTERNAL MODULE: ./lib/src/trust/verify-bundle.js + 6 modules
var verify_bundle = __webpack_require__(1643);
// EXTERNAL MODULE: ./lib/src/in-parallel.js
var in_parallel = __webpack_require__(3759);
// EXTERNAL MODULE: ./lib/src/model/canonical-json.js
var canonical_json = __webpack_require__(7685);
;// CONCATENATED MODULE: ./lib/src/trust/verify-jobs-of-run.js











/** Jobs at a time: each may cost a request for its log. */
const WIDTH = 4;
/**
 * Every job's files by the digests that the run manifest lists, what they say against the run manifest and GitHub, and
 * each job's own signature.
 */
const verifyJobs = (inquiry) => (0,in_parallel/* inParallel */.H)(inquiry.run.jobs, WIDTH, async (job) => {
    const stem = (0,run_files/* jobFileStem */.Dq)(job);
    if (stem !== undefined)
        return verifyJob(inquiry, stem, job);
    // A manifest that no file can be named for would be covered by no digest.
    return job.manifest === undefined
        ? { sections: [], missing: [] }
        : { sections: [{ subject: job.name, checks: [(0,verdict/* fail */.fJ)('file-digest', 'no file can be named for it')] }], missing: [] };
});
const verifyJob = async (inquiry, stem, job) => {
    const { files, run } = inquiry;
    const path = (0,run_files/* jobManifestPath */.MG)(stem);
    const file = await files.read(path, limits/* LIMITS */.b.jobManifest);
    if (file.state === 'missing')
        return { sections: [], missing: [path] };
    const { manifest, check } = (0,verify_job_files/* readManifest */.WI)(file);
    const own = await verifyOwnBundle(inquiry, stem, job, file, manifest);
    const checks = [
        checkDigest(file, job.manifest?.digest),
        check,
        checkSameRun(run, job, manifest),
        checkRecord(job, manifest),
        ...(manifest === undefined || file.state !== 'read'
            ? []
            : await (0,platform_job_checks/* checkJobOnPlatform */.yi)(inquiry.platform, {
                ...(0,platform_run_checks/* addressOf */.ci)((0,trust_claims/* toClaims */.Z4)(manifest)),
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
    return (0,canonical_json/* toCanonicalJson */.s)(job.record) === (0,canonical_json/* toCanonicalJson */.s)(manifest)
        ? (0,verdict/* pass */.IX)('record', 'as in the run manifest')
        : (0,verdict/* fail */.fJ)('record', 'the run manifest holds another manifest of this job');
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-run-files.js



















/**
 * An unpacked run artifact: the run bundle, then that the run manifest on disk is the signed one and an account of every
 * job, then the report that people read and every job's files by their digests, then each job's own signature. What no
 * signature covers is named.
 */
const verifyRunFiles = async (files, material, expected, platform) => {
    const file = await files.read(artifact_name/* RUN_MANIFEST_FILE */.tW, limits/* LIMITS */.b.runManifest);
    const bundle = await files.read(artifact_name/* RUN_BUNDLE_FILE */.aN, limits/* LIMITS */.b.bundle);
    const { manifest, check } = readRun(file);
    const main = bundle.state === 'read' ? await (0,verify_bundle/* verifyBundle */.I)(new TextDecoder().decode(bundle.bytes), material) : undefined;
    // What nobody signed is not asked about: a token would be spent on anybody's words.
    const asked = main?.ok === true ? platform : { notAsked: 'the run bundle does not verify' };
    const runChecks = [
        ...(main === undefined ? [unsigned(bundle)] : main.checks),
        check,
        ...(main?.statement === undefined ? [] : checkRunStatement(main, main.statement, file, manifest, expected)),
        ...(manifest === undefined
            ? []
            : await (0,platform_run_checks/* checkRunManifestOnPlatform */.Hy)(asked, (0,trust_claims/* toClaims */.Z4)(manifest), manifest, main?.signedAt)),
        ...(manifest === undefined ? [] : checkRunAccount(manifest)),
        ...(main?.payload === undefined ? [] : (0,expectations/* checkExpectations */.E)(expected, main)),
        ...(main?.payload === undefined || manifest === undefined ? [] : [(0,countersigner/* checkCountersigner */.PM)(expected, main, manifest)]),
        ...(0,bound_artifact/* checkArtifactOfRun */.Z0)(expected, main?.statement, manifest),
    ];
    const report = await checkReport(files, main?.statement);
    const jobs = manifest === undefined ? [] : await verifyJobs({ files, run: manifest, material, expected, platform: asked });
    return {
        sections: [
            { subject: artifact_name/* RUN_MANIFEST_FILE */.tW, checks: runChecks },
            ...report.sections,
            ...jobs.flatMap(({ sections }) => sections),
            { subject: 'folder', checks: checkListing(files.names, manifest, main?.statement) },
        ],
        missing: [...report.missing, ...jobs.flatMap(({ missing }) => missing)],
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
    manifest !== undefined && statement.predicateType === (0,predicate_types/* runPredicateType */.z_)(manifest)
        ? (0,verdict/* pass */.IX)('statement-kind', 'about a run manifest')
        : (0,verdict/* fail */.fJ)('statement-kind', 'not about a run manifest'),
    ...(manifest === undefined ? [] : [(0,index_checks/* checkIndex */.JM)(statement, manifest), (0,index_checks/* checkJobsIndex */.FK)(statement, manifest)]),
    ...checkSignerClaims(main, statement, manifest, expected),
    (0,verify_job_files/* checkSubject */.jj)(main, file),
    checkOtherSubjects(statement, manifest),
];
const checkSignerClaims = ({ identity }, statement, manifest, expected) => {
    if (identity === undefined)
        return (0,platform_job_checks/* none */.dv)(['claim-run'], 'a key confirms no claim');
    if (manifest !== undefined)
        return (0,trust_claims/* checkClaims */.Kz)(manifest, identity, expected.issuer);
    const claims = (0,predicate/* readPredicateClaims */.ZH)(statement);
    return claims === undefined ? [] : (0,trust_claims/* checkRunClaims */.j1)(claims, identity, expected.issuer);
};
/** The report that people read, where the statement has it as a subject: one without is older than that. */
const signedReport = (statement) => statement?.subject.slice(1).find(({ name }) => name === artifact_name/* RUN_REPORT_FILE */.SC)?.digest.sha256;
const checkReport = async (files, statement) => {
    const signed = signedReport(statement);
    if (signed === undefined)
        return { sections: [], missing: [] };
    const file = await files.read(artifact_name/* RUN_REPORT_FILE */.SC, limits/* LIMITS */.b.runReport);
    return file.state === 'missing'
        ? { sections: [], missing: [artifact_name/* RUN_REPORT_FILE */.SC] }
        : { sections: [{ subject: artifact_name/* RUN_REPORT_FILE */.SC, checks: [checkDigest(file, `sha256:${signed}`)] }], missing: [] };
};
/** The further subjects repeat what the run manifest lists, so that `verify <file>` of any tool works on them. */
const checkOtherSubjects = (statement, manifest) => {
    const listed = new Map(manifest?.jobs.flatMap(run_files/* jobFiles */.DE).map(({ name, sha256 }) => [name, sha256]) ?? []);
    const others = statement.subject.slice(1).filter(({ name }) => name !== artifact_name/* RUN_REPORT_FILE */.SC);
    if (statement.subject.length - others.length > 2)
        return (0,verdict/* fail */.fJ)('subjects', `${artifact_name/* RUN_REPORT_FILE */.SC} is named twice`);
    const wrong = others.find(({ name, digest }) => !(0,run_files/* isRunFilePath */.Vd)(name) || listed.get(name) !== digest.sha256);
    if (wrong !== undefined)
        return (0,verdict/* fail */.fJ)('subjects', `${wrong.name} is not what the run manifest lists`);
    const before = statement.subject.length - others.length;
    const expectedCount = Math.min(listed.size, limits/* LIMITS */.b.statementSubjects - before);
    return others.length === expectedCount
        ? (0,verdict/* pass */.IX)('subjects', `${others.length} job files`)
        : (0,verdict/* fail */.fJ)('subjects', `${others.length} job files signed, ${expectedCount} listed`);
};
const verify_run_files_NAMED = 20;
const named = (names) => names.length <= verify_run_files_NAMED ? names.join(', ') : `${names.slice(0, verify_run_files_NAMED).join(', ')} and ${names.length - verify_run_files_NAMED} more`;
const checkListing = (names, manifest, statement) => {
    const listed = new Set([
        artifact_name/* RUN_MANIFEST_FILE */.tW,
        artifact_name/* RUN_BUNDLE_FILE */.aN,
        ...(signedReport(statement) === undefined ? [] : [artifact_name/* RUN_REPORT_FILE */.SC]),
        ...(manifest?.jobs ?? []).flatMap(run_files/* jobFiles */.DE).map(f => f.name),
    ]);
    const strays = names.filter(name => name.startsWith('jobs/') && !listed.has(name));
    const others = names.filter(name => !name.startsWith('jobs/') && !listed.has(name));
    return [
        strays.length === 0
            ? (0,verdict/* pass */.IX)('stray-files', 'every file under jobs/ is listed')
            : (0,verdict/* fail */.fJ)('stray-files', `not listed by the run manifest: ${named(strays)}`),
        (0,verdict/* notApplicable */.hH)('not-covered', others.length === 0 ? 'no other files' : `no signature covers ${named(others)}`),
    ];
};


/***/ })

};
