/**
 * The words of Microsoft's own texts: error messages, methods, results, names of enums, browsers and libraries. A word of a text stays
 * only if it is here. Compiled by hand from exported records, from the pages that shared/domain/verdict names, and from
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes (read 2026-11-30).
 */
const WORDS = `
aad aadiam aadsts able about above absent accept accepted access account accounts action activated active
activesync activity ad adal adapter added additional address addresses adfederationservices
adfederationservicesmfaadapter adfs admin administrator administrators after again against age agent
aggregated ai aiohttp all allow allowed allowing allows already also alternate always am an and android
anomaly anonymized anonymous another ansible any anyone anywhere apache api app apple applewebkit
application applied applies apply appprotectionpolicy apprequiresmultifactorauthentication appropriate
approval approve approved approvedapp approvedclientapp apps apr april are area aren arm array article
artifact as ask asked assertion assign assigned associated at attack attempt attempts attribute attributes
audience audiences audit auditlogs aug august auth authenticated authentication authenticationbroker
authenticationtransfer authenticator authority authorization authorize authorized autodiscover automation
available avoid axios azapi azsdk azure azuread azureadbackupauth azurecli azurepowershell azurerm back
backing backup bad based basic be because become been before began begin behalf being below best beta
better between bicep biometric biometrics block blocked book bool boolean bot both bound bring broken
broker browser browserid build business busy but by bypass caching cae call caller calls came can cancel
canceled canceling cancelled cannot capable case category cause caused causing cba center certificate
certificates certification cfnetwork chain challenge challenged challenges change changed changes
characters check choose choosing chose chrome chromeos claim claims cli client clients close closed cloud
cn code codes collaboration collection collections column columns com come comes common compare compatible
complete completed completely completion compliant compliantapp compromise compromised condition
conditional conditionals conditions configuration configured confirmation confirmed conflicting connect
connection consent consented consider contact contain contains content context continue continuous control
controls cookie cookies coordinates core corp corpnet corporate correct correctly correlation
corresponding could couldn count country create created creates creating credential credentials crios
critical cros cross curl current currently custom customobject dalvik darwin data database date datetime
day days deactivated dec december decimal decisions declined default defaults defect defender delay
deliver delivered delta deltatoken denied denies deny depend describes description desktop detail details
detected determine developer developers device devicecode devicecodeflow deviceflow
devicetobemarkedascompliant dictionary did didn difference different difficult direct directly directory
disabled discovery dismissed display distribution do does doesn doing domain domains don done dotnet
double down download driven due duplicate duration during dynamic each earlier easier easy edg edga edge
edgios either electron else email empty enable enabled enclave encountered encrypted encryption end ended
endpoint enforce enforced enforcement enough enroll ensure enter entered enterprise entire entitlement
entity entra entraid entry equal erroneous error evaluate evaluated evaluating evaluation even event
events every everyone exact example exceed exceeded excel exception exchange exercised exist existing
expect expected experience expire expired expiry explain explicit explicitly explorer extended extension
external extranet face fact factor fail failed failure fairly false family farm faulty feature features
feb february federate federated federatedcertauth federates federation fetch few fido fields figure filter
final finally find fingerprint firefox first fix flow follow following follows footer for forbidden form
format found frame framework fraud frequency fresh fri friday from fs full further future fxios gain
gateway gecko general generate generated generic geo gesture get give given gives gmt gnu go goes going
good google gps gpslocationcondition grant grants graph great group groups guest guid guide had hand
handled happen hard hardware has hash hashicorp hashtable hasn have haven having header health hello help
here hidden high hint hold home hour hours how http httpclient https httpx human hung hybrid
hybridazureadjoineddevice id idea identifier identify identifying identities identity if ignore imap
immediate implemented implicit implied important impossible in inbound include includes including
incorrect increase indicate indicates individual infected info information informational initial initiated
initiator inner input inside insidecorpnet insomnia install installed instance instead insufficient int
integer integrated intel intelligence intended intent interaction interactive internal internet interrupt
interrupted into intranet invalid invalidated investigations invited ios ip ipad iphone ipod is isn
issuance issue issued issuer issues issuing it item its itself jan january java jetbrains join joined js
json jul july jun june just keep kerberos kernel key keys khtml kind known landline laptop large last late
later latest lead leaked learn least leave left legacy legal length less let level library licence license
licensed licenses lifetime like likely limit limited line link linux list lite little live ll load local
locate located location locations lock locked log logged logic login logins logon logs long look loop lost
low mac macintosh macos made mail mails main maintain make making malformed malicious malware managed
management manager mandate mandatory many mapi mapped mar march match matches matching maximum may me mean
means measure medium meet member memory mention message met metadata method methods mfa mfareg
mfaregistrationrequiredbyidentityprotectionpolicy mfaregistrationrequiredbymulticonditionalaccess
mfaregistrationrequiredbysecuritydefaults microsoft microsoftaadiam microsoftgraph
microsoftgraphsigninstatus microsoftoffice microsoftonline might minimum minute minutes mis
misconfiguration misconfigured mismatch mismatches missing mistakes mobile mode model models modern module
mon monday monitoring month months more most move moved mozilla ms msal msie msoffice much multi
multifactor multifactorauthentication multiple multipleauthn multitenant must my name named namespace
nativeauth navigate near need needed needs neither net network never new next no node non nonce none
noninteractive noninteractiveuser noninteractiveusersigninlogs nonpersistent nonpremium nor not note
nothing notice notification nov november now nps npsextension nt ntlm null number numbers oath object
obligation obtain obtaining occur occurred occurs oct october odata of off offer offered offering office
offline ofs often okhttp old on onbehalfof once one onedrive onenote online only onto open openid opera
operation operations opportunity opr option or order org organization original os other otp our out outage
outbound outlook outside over own owner page pairwise parameter part partial participant particular
parties partner party pass passcode passed passkey passkeys passthrough password passwordless passwords
past path pattern pending people per perform performed performing perhaps period perl permission
permissions permitted persistent person personal perusermfa phase phone php phs picking pin pkce place
plan platform please plugin pm point policies policy pop portal portals possible post postman
postmanruntime powerpoint powershell ppc premise premium present presented presents press presto prevent
prevented previous previously primary primaryrefreshtoken principal principals principle print prior
private privileges problem proceed process produce profile program progress prompt prompted proof proper
properties protection protectionstatus prove provide provided provider providers provision provisioning
proxy prt pscustomobject psobject pta public pulumi purpose push put python qr query question questions
quick quickly race range rather raw re reach reached read ready real realm reason reasons reauthentication
receive received recent recently record records recover recovery redemption redirect redirected redirects
reduce refer reference refresh refreshes refreshtoken refuse refused regard region register registered
registration reject rejected related release remain remediated remediation remember remembered remote
remoteedesktop remove removed removes repeat repeated replace reply report reporting reports represent
request requested requesting requests require required requirement requires reqwest reserved reset resides
resolve resolved resource resources respond response rest restore restrict restricted restriction
restsharp result retina retrieve retry return returned reverse review revoked rich right risk risks risky
role roll root ropc row rows rpc ruby rule rules run running rust rv safari safe salt same saml
samsungbrowser sat satisfied satisfies satisfy satisfying saturday save say scan scheme school scope sdk
seamless search second seconds section secure secured security securitydefaults see seem seen segment
segments select selects self send sender sent sep separate september sequence serial server service
serviceprincipalsigninlogs services session sessions set settings setup several share shared sharing short
should shouldn show shown shows sign signature signed signin signing signinlogs signins silent silently
similar simple since single situation size skip skipped skiptoken small sms smtp so social software solve
some something soon source sources special specific specified specify sso stage standard start started
starting state statement static status stay step steps still stop stopped store stored strength
strengthened strengths string strong structure sts studio sub subject submit submitted subscriptions
subsequent succeeded succeeding success successful successfully such sufficient suggest sun sunday
supplied supply support supported suppose sure surface suspended suspicious sync synced synthetic system
table tablet take taken target targets task teams telecom tell temporarily temporary tenant tenants term
terms termsofuse terraform test text than that the their them then there these they third this those
though threat threshold throttled throttling through thu thumbprint thursday thus tile time timeout times
timestamp tls to today together token tokens tomorrow too tool top total touch traffic transfer
transferred transformation transient travel treat tree trident tried trigger triggered troubleshooting
true trust trusted try trying tue tuesday turn two type typed types typical ubuntu unable unauthenticated
unauthorized unavailable unblock unbound under understand unenforced unexpected unfamiliar unique unit
unknown unless unlikely unlock unsatisfied unsuccessful unsupported until unverified up update updated
upgrade upn upon uri url urllib us usage use used user username users uses using usual utc uwp valid
validate validating validation value values various ve vein verbose verification verified verifier verify
version very via view visible visit visual voice voicemail vscode wait waiting waived wallet want warning
was wasn way we weak web webkit wed wednesday week weeks weighed well went were weren wget what whatsapp
when where whether which while who whom whose why wide will win windows windowspowershell wish with within
without won word work workplace works would wouldn wow write written wrong ws wstrust www year years yes
yesterday yet you your
`;

export const VOCABULARY: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));
