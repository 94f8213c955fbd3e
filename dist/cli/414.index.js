export const id = 414;
export const ids = [414];
export const modules = {

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


/***/ })

};
