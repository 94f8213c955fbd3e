const F=4,B=[4],K={2561:((N,w,e)=>{e.d(w,{d:()=>i,s:()=>a});const i={ok:0,negative:1,usage:2,incomplete:3,unchecked:4},a=({result:y})=>{switch(y){case"verified":return i.ok;case"not-verified":return i.negative;case"incomplete":return i.incomplete;case"signed":return i.unchecked}}}),7914:((N,w,e)=>{e.d(w,{_:()=>i});const i={overview:`pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  where the time of a run went: critical path, hand-offs of every job, attempts, waits, deployments
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete, 4 signed, by whom was not checked
`,report:`Usage
  pipeline-trace report <owner/repo> <run id> [options]
  pipeline-trace report <URL of the run's page> [options]
  pipeline-trace report --offline <folder> [options]

report reads what GitHub tells of a run and says where its time went. With --offline it asks nobody and reads a folder
that fetch made, or one with run.json and jobs.json.

Options
  --attempt N              another attempt than the latest
  --format markdown|json   markdown by default
  -o, --output FILE        write the report there; - is standard output
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more); a public
                           repository answers without one, within 60 requests an hour

Exit codes: 0 complete, 2 wrong usage, 3 incomplete (what was found is printed and marked) or the run cannot be read
`,fetch:`Usage
  pipeline-trace fetch <owner/repo> <run id> -o <folder> [options]
  pipeline-trace fetch <URL of the run's page> -o <folder> [options]

fetch saves what a report of the run needs: report --offline on the folder says what report would have said then.

Options
  -o, --output FOLDER      a new or empty folder
  --force                  write into a folder that holds something
  --attempt N              another attempt than the latest
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more)

Exit codes: 0 complete, 2 wrong usage, 3 something was lost (what was found is kept)
`,log:`Usage
  pipeline-trace log <file> [options]

log reads the log of one job, as GET /repos/{owner}/{repo}/actions/jobs/{id}/logs serves it, and prints what it tells,
with line numbers: runner and image, token permissions, actions with their commits, caches, artifacts, images, exit
codes, time-outs, services that steps name, and where the log shows an error why the job may have failed. A script can
print anything: what it prints is believed of its own step alone, and little. An archive is to be unpacked first.

Options
  --format text|json       text by default

Exit codes: 0 read to its end, 2 wrong usage (no such file), 3 the file could only be read in part
`,verify:`Usage
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]

verify checks signatures, digests, that what the manifests claim is what the certificate says, and, with a token, that it
is what GitHub says. A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, jobs/.

Whom to trust
  --trusted-root FILE      Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root);
                           without it: the roots that come with this program, their dates are printed
  --key FILE               public key (SPKI PEM) of signatures made with a key; may be given more than once

Whom to expect
  --repo OWNER/REPO        the repository whose run it must be; a full URL for another server
  --run ID                 the run that it must be
  --attempt N              the attempt that it must be
  --signer-workflow PATH   the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF],
                           or a full URL; of a reusable workflow its own path, not the caller's
  --issuer URL             the token issuer, where an enterprise has its own:
                           https://token.actions.githubusercontent.com/SLUG
  --predicate-type URI     of a bundle file: another type than those of pipeline-trace

How
  --offline                ask nobody, also where there is a token
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --format text|json       text by default

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read; without one GitHub is not asked

Nothing that is verified is asked whom to trust: root, key and expectations come from these options alone, and a root or
key that lies inside the folder is refused. Without --repo (or --key, or the --signer-workflow of the repository that ran)
the answer is "signed by ..., not checked against an expectation": somebody signed this, and whether it is the right one
is for you to say.

Examples
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --run 42 --attempt 1 \\
    --signer-workflow octo/pipeline-trace/.github/workflows/report.yml
  pipeline-trace verify run-manifest.json --key key.pub --offline --format json
  pipeline-trace verify provenance.sigstore.json --repo octo/app --predicate-type https://slsa.dev/provenance/v1

Exit codes: 0 verified, 1 not verified, 2 wrong usage, 3 incomplete (files are missing; the rest was checked and printed),
4 signed, and not checked against an expectation
`}}),5032:((N,w,e)=>{e.d(w,{U:()=>v});var i=e(9944),a=e(4807);const y=(n,m)=>{const{values:s,positionals:E}=(0,a.Ac)("fetch",n,b);if(s.help===!0)return;const{output:O=""}=s,{wrong:L,online:k}=(0,i.k2)(E,s,m),P=[...L,...O===""||O==="-"?["-o names the folder to write"]:[]];if(k===void 0||P.length>0)throw(0,a.CI)(P.join("; "),"fetch");return{name:"fetch",online:k,folder:O,force:s.force===!0,quiet:s.quiet===!0}},b={...i.vY,output:{type:"string",short:"o"},force:{type:"boolean"}},c=n=>{const{values:m,positionals:s}=(0,a.Ac)("log",n,l);if(m.help===!0)return;const{format:E="text"}=m,[O,...L]=s,k=[...O===void 0||O===""?["name the log of a job"]:[],...L.length>0?["name one file"]:[],...t(E)?[]:["--format is text or json"]];if(k.length>0||O===void 0||!t(E))throw(0,a.CI)(k.join("; "),"log");return{name:"log",file:O,format:E}},l={format:{type:"string"}},t=n=>n==="text"||n==="json",f=(n,m)=>{const{values:s,positionals:E}=(0,a.Ac)("report",n,R);if(s.help===!0)return;const{format:O="markdown",offline:L,output:k}=s,P=L===void 0?(0,i.k2)(E,s,m):r(E,s),A=[...P.wrong,...h(O)?[]:["--format is markdown or json"],...k===""?["-o names a file, or - for standard output"]:[]],S=L===void 0?P.online&&{kind:"online",online:P.online}:{kind:"offline",folder:L,attempt:o(s.attempt)};if(A.length>0||S===void 0||!h(O))throw(0,a.CI)(A.join("; "),"report");return{name:"report",from:S,format:O,output:k==="-"?void 0:k,quiet:s.quiet===!0}},R={...i.vY,offline:{type:"string"},format:{type:"string"},output:{type:"string",short:"o"}},r=(n,m)=>({online:void 0,wrong:[...n.length>0?["--offline takes the run from its folder: name no other"]:[],...m.offline===""?["--offline names a folder"]:[],...["api-url","api-budget"].filter(s=>m[s]!==void 0).map(s=>`--${s} has no use with --offline, which asks nobody`),...(0,i.RT)(m.attempt)]}),o=n=>n===void 0?void 0:Number(n),h=n=>n==="markdown"||n==="json";var I=e(1369);const p=(n,m)=>{const{values:s,positionals:E}=(0,a.Ac)("verify",n,$);if(s.help===!0)return;const[O,...L]=E,{format:k="text",repo:P,run:A,attempt:S,issuer:j}=s,{wrong:H,api:W}=(0,i.n8)(s,m),G=[...O===void 0?["verify needs a run folder, a manifest or a bundle file"]:[],...L.length>0?["verify takes one folder or file"]:[],...g(k)?[]:["--format is text or json"],...d(A,/^\d{1,20}$/)?[]:["--run is a number"],...d(S,/^\d{1,5}$/)?[]:["--attempt is a number"],...d(P,U)?[]:["--repo is OWNER/REPO or a URL that ends so"],...d(s["signer-workflow"],u)?[]:["--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so"],...j===void 0||(0,I.nu)(j)?[]:["--issuer is an https URL"],...d(s["predicate-type"],/^\S{1,500}$/)?[]:["--predicate-type is a URI"],...s.offline===!0?["api-url","api-budget"].filter(C=>s[C]!==void 0).map(C=>`--${C} has no use with --offline, which asks nobody`):H];if(O===void 0||G.length>0||!g(k))throw(0,a.CI)(G.join("; "),"verify");return{name:"verify",target:O,trustedRoot:s["trusted-root"],keys:s.key??[],repo:P,run:A,attempt:S,signerWorkflow:s["signer-workflow"],issuer:j,predicateType:s["predicate-type"],format:k,api:x(s.offline===!0,W)}},$={"trusted-root":{type:"string"},key:{type:"string",multiple:!0},repo:{type:"string"},run:{type:"string"},attempt:{type:"string"},"signer-workflow":{type:"string"},issuer:{type:"string"},"predicate-type":{type:"string"},offline:{type:"boolean"},...i.w6,format:{type:"string"}},x=(n,m)=>n?{notAsked:"--offline"}:m===void 0||m.token===""?{notAsked:"no token in GH_TOKEN or GITHUB_TOKEN"}:m,U=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/,u=/^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/,d=(n,m)=>n===void 0||m.test(n),g=n=>n==="text"||n==="json",v=(n,m)=>{const[s,...E]=n;switch(s){case void 0:throw(0,a.CI)("no command given");case"--help":case"-h":case"help":return{name:"help",of:T(E[0])?E[0]:"overview"};case"--version":return{name:"version"};case"verify":return p(E,m)??{name:"help",of:"verify"};case"report":return f(E,m)??{name:"help",of:"report"};case"fetch":return y(E,m)??{name:"help",of:"fetch"};case"log":return c(E)??{name:"help",of:"log"};default:throw(0,a.CI)(s.startsWith("-")?`${s} before a command: name the command first`:`unknown command ${s}`)}},T=n=>n==="verify"||n==="report"||n==="fetch"||n==="log"}),4:((N,w,e)=>{e.a(N,async(i,a)=>{try{e.r(w);var y=e(2575),b=e(6928),c=e(7518),l=e(5254),t=e(2561),f=e(7914),R=e(5032),r=e(9944);const o=p=>{process.stderr.write(`pipeline-trace: ${(0,l.e)(p)}
`)},h=p=>p?()=>{}:o,I=async()=>{const p=(0,R.U)(process.argv.slice(2),(0,y.Q)());switch(p.name){case"help":return{output:f._[p.of],exitCode:t.d.ok};case"version":return{output:`${c.x}
`,exitCode:t.d.ok};case"verify":{const{verify:$}=await Promise.all([e.e(673),e.e(861),e.e(291),e.e(869),e.e(608)]).then(e.bind(e,2608));return $(p)}case"report":{const{report:$}=await Promise.all([e.e(592),e.e(673),e.e(296),e.e(861),e.e(291),e.e(444),e.e(60),e.e(477),e.e(26),e.e(533),e.e(563),e.e(155),e.e(251)]).then(e.bind(e,8251));return $(p,Date.now,h(p.quiet))}case"log":{const{log:$}=await Promise.all([e.e(673),e.e(227),e.e(533),e.e(579)]).then(e.bind(e,5237));return $(p)}case"fetch":{const{fetchRun:$}=await Promise.all([e.e(592),e.e(673),e.e(861),e.e(291),e.e(444),e.e(60),e.e(477),e.e(26),e.e(155),e.e(355)]).then(e.bind(e,4355)),{online:x,folder:U,force:u,quiet:d}=p,g={...x,folder:U,force:u,logs:r.Yy,now:Date.now},{exitCode:v,lost:T}=await $(g,h(d));return{output:"",exitCode:v,errors:T}}}};process.stdout.on("error",p=>{p.code!=="EPIPE"&&(o(`the result could not be written: ${p.message}`),process.exitCode=t.d.incomplete)});try{const{output:p,exitCode:$,errors:x=[]}=await I();for(const U of x)o(U);process.stdout.write(p),process.exitCode=$}catch(p){o((0,b.G)(p)),process.exitCode=p instanceof b.y&&p.code!=="INTERNAL"?t.d.usage:t.d.incomplete}a()}catch(o){a(o)}},1)}),9944:((N,w,e)=>{e.d(w,{w6:()=>t,Yy:()=>R,vY:()=>f,n8:()=>I,k2:()=>h,RT:()=>$});var i=e(517),a=e(4807);const y=/^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/,b=u=>{const[d="",g,...v]=u;if(v.length>0)return;if(g!==void 0)return/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(d)&&/^\d{1,20}$/.test(g)?{repository:d,runId:g,attempt:void 0,serverUrl:void 0}:void 0;const[,T,n,m,s]=y.exec(d)??[];if(!(T===void 0||n===void 0||m===void 0))return{serverUrl:T,repository:n,runId:m,attempt:s===void 0?void 0:Number(s)}},c=u=>{const{protocol:d,host:g}=new URL(u),v=g==="api.github.com"||/^api\.[\w-]{1,100}\.ghe\.com$/.test(g);return`${d}//${v?g.slice(4):g}`},l=u=>{const{protocol:d,host:g}=new URL(u);return g==="github.com"||g.endsWith(".ghe.com")?`${d}//api.${g}`:`${d}//${g}/api/v3`},t={"api-url":{type:"string"},"api-budget":{type:"string"}},f={...t,attempt:{type:"string"},quiet:{type:"boolean"}},R="archive",r=1e3,o=1e5,h=(u,d,g)=>{const v=b(u),{wrong:T,api:n}=I(d,g),m=[...v===void 0?["name the run as OWNER/REPO and RUN-ID, or by the URL of its page"]:[],...$(d.attempt),...T,...n!==void 0&&v!==void 0?x(v,n.apiUrl):[]];if(v===void 0||n===void 0||m.length>0)return{wrong:m,online:void 0};const s={...n,repository:v.repository,runId:v.runId,attempt:d.attempt===void 0?v.attempt:Number(d.attempt)};return{wrong:m,online:s}},I=(u,d)=>{const g=(u["api-url"]??U(d.GITHUB_API_URL)??"https://api.github.com").replace(/\/$/,""),v=/^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(g)&&URL.canParse(g),T=[...v?[]:[`${u["api-url"]===void 0?"GITHUB_API_URL":"--api-url"} is an http(s) URL`],...(0,a.wP)(u["api-budget"],1,o)?[]:[`--api-budget is a number from 1 to ${o}`]];if(!v)return{wrong:T,api:void 0};const n={apiUrl:g,serverUrl:c(g),...p(d),proxies:(0,i.uv)(d),budget:Number(u["api-budget"]??r)};return{wrong:T,api:n}},p=u=>{for(const d of["GH_TOKEN","GITHUB_TOKEN"]){const g=U(u[d]);if(g!==void 0)return{token:g,tokenFrom:d}}return{token:"",tokenFrom:void 0}},$=u=>(0,a.wP)(u,1,99999)?[]:["--attempt is a number from 1"],x=({serverUrl:u},d)=>u===void 0||u.toLowerCase()===c(d)?[]:[`the run is on ${u}, but the API is ${d}: give --api-url ${l(u)}`],U=u=>{const d=u?.trim()??"";return d===""?void 0:d}}),4807:((N,w,e)=>{e.d(w,{Ac:()=>b,CI:()=>y,wP:()=>l});var i=e(7975),a=e(6928);const y=(t,f)=>new a.y("USAGE",t,{hint:`See pipeline-trace ${f===void 0?"":`${f} `}--help`}),b=(t,f,R)=>{try{return(0,i.parseArgs)({args:[...f],allowPositionals:!0,options:{...R,...c}})}catch(r){throw y(r instanceof Error?r.message:"wrong options",t)}},c={help:{type:"boolean",short:"h"}},l=(t,f,R)=>t===void 0||/^\d{1,6}$/.test(t)&&Number(t)>=f&&Number(t)<=R}),2575:((N,w,e)=>{e.d(w,{Q:()=>i,R:()=>a});const i=()=>Object.freeze({...process.env}),a=(y,b)=>(y[`INPUT_${b.replace(/ /g,"_").toUpperCase()}`]??"").trim()}),517:((N,w,e)=>{e.d(w,{B_:()=>i,EE:()=>y,P_:()=>c,S9:()=>l,uv:()=>a});const i={http:"",https:"",none:""},a=r=>{const o=h=>r[h]||r[h.toUpperCase()]||"";return{http:o("http_proxy"),https:o("https_proxy"),none:o("no_proxy")}},y=(r,o)=>{const h=o.protocol==="https:"?r.https:r.http;if(!(h===""||f(o.hostname)||R(r.none,o)))return b(h)},b=r=>{const o=r.includes("://")?r:`http://${r}`;if(!URL.canParse(o))return;const{protocol:h,hostname:I,port:p,username:$,password:x}=new URL(o);if(I==="")return;const U=h==="https:",u=p===""?U?443:80:Number(p),d=`${t($)}:${t(x)}`;return{isTls:U,host:I.replace(/^\[|\]$/g,""),port:u,authorization:d===":"?void 0:`Basic ${Buffer.from(d).toString("base64")}`,name:`${I}:${u}`}},c=({authorization:r})=>r===void 0?{}:{"proxy-authorization":r},l=r=>r.replace(/the proxy \S{1,260}:\d{1,5}/g,"a proxy"),t=r=>{try{return decodeURIComponent(r)}catch{return r}},f=r=>r==="localhost"||r.startsWith("127.")||r==="[::1]",R=(r,{hostname:o,port:h,protocol:I})=>{const p=o.toUpperCase(),x=[p,`${p}:${h===""?I==="https:"?"443":"80":h}`];return r.split(",").map(U=>U.trim().toUpperCase()).filter(U=>U!=="").some(U=>U==="*"||x.some(u=>u===U||u.endsWith(`.${U}`)||U.startsWith(".")&&u.endsWith(U)))}}),6928:((N,w,e)=>{e.d(w,{G:()=>a,y:()=>i});class i extends Error{code;hint;constructor(l,t,f={}){super(t,"cause"in f?{cause:f.cause}:void 0),this.name="TraceError",this.code=l,this.hint=f.hint}}const a=c=>{const l=y(c).replace(/[\r\n]+/g," ").trim();return(l===""?"an error without a message":l).slice(0,1e3)},y=c=>{if(c instanceof i){const{message:l,hint:t}=c;return t===void 0?l:`${l}. ${t}`}return c instanceof Error?c.message===""?b(c):c.message:String(c)},b=c=>typeof c.code=="string"?`${c.name} ${c.code}`:c.name}),7518:((N,w,e)=>{e.d(w,{f:()=>a,x:()=>i});const i="0.1.0",a="1.0.0"}),5254:((N,w,e)=>{e.d(w,{G:()=>a,e:()=>i});const i=c=>c.replace(y,l=>`\\u{${(l.codePointAt(0)??0).toString(16)}}`),a=c=>c.replace(y,l=>l===`
`?l:l.split("").map(b).join("")),y=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,b=c=>`\\u${c.charCodeAt(0).toString(16).padStart(4,"0")}`}),1369:((N,w,e)=>{e.d(w,{$S:()=>f,DT:()=>b,Tm:()=>R,bf:()=>t,nu:()=>l,xD:()=>a});var i=e(6240);const a=o=>{const h=URL.canParse(o)?new URL(o).hostname:"";return h.endsWith(".ghe.com")?`https://token.actions.${h}`:"https://token.actions.githubusercontent.com"},y=/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,b=(o,h)=>{const I=`${a(o)}/`;return h.startsWith(I)&&y.test(h.slice(I.length))},c=/^https?:\/\/[\w.-]{1,250}(?::\d{1,5})?(?:\/[\w./-]{0,500})?$/,l=o=>c.test(o),t=o=>y.test(o)||l(o),f=(o,h)=>y.test(o)?`${a(h)}/${o}`:o,R=(o,h,I,p)=>{if(h===p)return(0,i.IX)(o,`token issuer ${p}`);const $=b(I,p)?`; ${r}`:"";return(0,i.fJ)(o,`token issuer: claimed ${h}, proven ${p}${$}`)},r="the issuer of an enterprise counts where it is named: --issuer URL, in a report input issuer"}),6240:((N,w,e)=>{e.d(w,{IX:()=>i,LC:()=>b,VC:()=>c,fJ:()=>a,hH:()=>y});const i=(t,f)=>({id:t,result:"pass",reason:l(f)}),a=(t,f)=>({id:t,result:"fail",reason:l(f)}),y=(t,f)=>({id:t,result:"not-applicable",reason:l(f)}),b=(t,f,R,r)=>R===r?i(t,`${f} ${r}`):a(t,`${f}: claimed ${R}, proven ${r}`),c=t=>t.length>0&&t.every(({result:f})=>f==="pass"||f==="not-applicable"),l=t=>t.length>500?`${t.slice(0,499)}\u2026`:t})};export{F as id,B as ids,K as modules};
