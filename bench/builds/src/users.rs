//! The cost of compiling a program that uses some of the types: only its own crate, with everything else built before.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bundle::Builders;

use crate::measured::{self, Cost};
use crate::packages::{self, Package};
use crate::{Result, out, project, row, table};

/// The numbers of types that the programs decode and encode.
const COUNTS: [usize; 3] = [1, 5, 20];

/// The number of builds of a program. The result is the median.
const ROUNDS: usize = 3;

/// The types: by our path, the SDK's, and typify's name.
const TYPES: [[&str; 3]; 20] = [
    [
        "session::v1::AuthenticateResponse",
        "consumer::sessions::AuthenticateResponse",
        "ApiSessionV1AuthenticateResponse",
    ],
    ["user::v1::GetResponse", "consumer::users::GetResponse", "ApiUserV1GetResponse"],
    ["user::v1::SearchResponse", "consumer::users::SearchResponse", "ApiUserV1SearchResponse"],
    [
        "magic::v1::AuthenticateResponse",
        "consumer::magic_links::AuthenticateResponse",
        "ApiMagicV1AuthenticateResponse",
    ],
    [
        "b2b::session::v1::AuthenticateResponse",
        "b2b::sessions::AuthenticateResponse",
        "ApiB2bSessionV1AuthenticateResponse",
    ],
    ["session::v1::GetResponse", "consumer::sessions::GetResponse", "ApiSessionV1GetResponse"],
    ["otp::v1::AuthenticateResponse", "consumer::otp::AuthenticateResponse", "ApiOtpV1AuthenticateResponse"],
    [
        "password::v1::AuthenticateResponse",
        "consumer::passwords::AuthenticateResponse",
        "ApiPasswordV1AuthenticateResponse",
    ],
    [
        "password::v1::StrengthCheckResponse",
        "consumer::passwords::StrengthCheckResponse",
        "ApiPasswordV1StrengthCheckResponse",
    ],
    ["totp::v1::RecoverResponse", "consumer::totps::RecoverResponse", "ApiTotpV1RecoverResponse"],
    ["totp::v1::CreateResponse", "consumer::totps::CreateResponse", "ApiTotpV1CreateResponse"],
    [
        "webauthn::v1::AuthenticateResponse",
        "consumer::webauthn::AuthenticateResponse",
        "ApiWebauthnV1AuthenticateResponse",
    ],
    [
        "crypto_wallet::v1::AuthenticateResponse",
        "consumer::crypto_wallets::AuthenticateResponse",
        "ApiCryptoWalletV1AuthenticateResponse",
    ],
    ["organization::v1::GetResponse", "b2b::organizations::GetResponse", "ApiOrganizationV1GetResponse"],
    ["organization::v1::SearchResponse", "b2b::organizations::SearchResponse", "ApiOrganizationV1SearchResponse"],
    [
        "organization::v1::members::GetResponse",
        "b2b::organizations_members::GetResponse",
        "ApiOrganizationV1OrganizationsMembersGetResponse",
    ],
    [
        "organization::v1::members::UpdateResponse",
        "b2b::organizations_members::UpdateResponse",
        "ApiOrganizationV1OrganizationsMembersUpdateResponse",
    ],
    [
        "b2b::password::v1::AuthenticateResponse",
        "b2b::passwords::AuthenticateResponse",
        "ApiB2bPasswordV1AuthenticateResponse",
    ],
    [
        "b2b::recovery_codes::v1::RecoverResponse",
        "b2b::recovery_codes::RecoverResponse",
        "ApiB2bRecoveryCodesV1RecoverResponse",
    ],
    ["sso::v1::GetConnectionsResponse", "b2b::sso::GetConnectionsResponse", "ApiSsoV1GetConnectionsResponse"],
];

/// A source of the types.
struct Peer {
    package: Package,
    /// The path before the name of a type.
    root: &'static str,
    /// The name's place in a row of [`TYPES`].
    column: usize,
    /// The code that decodes and encodes a type `T`.
    pass: &'static str,
}

/// The same code with `serde_json`.
const BY_SERDE_JSON: &str = "let value: T = serde_json::from_slice(body)?;\n    Ok(serde_json::to_vec(&value)?)";

fn peers() -> Result<Vec<Peer>> {
    let ours = project().canonicalize()?.to_string_lossy().replace('\\', "/");
    let ours = format!("stytch-types = {{ path = \"{ours}\" }}\nserde_json = \"1\"\n");
    let document = bundle::document(&project().join("schemas"))?;
    let typify = packages::typify("typify for programs", &bundle::typify(&document, Builders::Without)?)?;
    let typify = typify.directory.canonicalize()?.to_string_lossy().replace('\\', "/");
    let typify = format!("peer = {{ path = \"{typify}\" }}\nserde_json = \"1\"\n");
    let program = |name, dependencies: &str| packages::user(name, dependencies);
    Ok(vec![
        Peer {
            package: program("stytch-types, decode and encode", &ours)?,
            root: "stytch_types",
            column: 0,
            pass: "let value: T = stytch_types::decode(body)?;\n    Ok(stytch_types::encode(&value)?)",
        },
        Peer {
            package: program("stytch-types, by serde_json alone", &ours)?,
            root: "stytch_types",
            column: 0,
            pass: BY_SERDE_JSON,
        },
        Peer { package: program("typify 0.8", &typify)?, root: "peer", column: 2, pass: BY_SERDE_JSON },
        Peer {
            package: program("stytch 11.1", "stytch = \"=11.1.0\"\nserde_json = \"1\"\n")?,
            root: "stytch",
            column: 1,
            pass: BY_SERDE_JSON,
        },
    ])
}

/// The program: one function per type, selected at run time, so that none is removed.
fn code(peer: &Peer, count: usize) -> String {
    let mut code = String::from("type Pass = fn(&[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>>;\n\n");
    let mut passes = String::new();
    for (number, names) in TYPES.iter().take(count).enumerate() {
        let ty = format!("{}::{}", peer.root, names[peer.column]);
        let body = peer.pass.replace(": T ", &format!(": {ty} "));
        code.push_str(&format!(
            "fn pass_{number}(body: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {{\n    {body}\n}}\n\n"
        ));
        passes.push_str(&format!("pass_{number}, "));
    }
    code.push_str(&format!(
        "fn main() {{\n    let passes: &[Pass] = &[{passes}];\n    let body = std::env::args().nth(1).unwrap_or_default();\n    \
         for pass in passes {{\n        println!(\"{{:?}}\", pass(body.as_bytes()).map(|json| json.len()));\n    }}\n}}\n"
    ));
    code
}

/// Prints the table.
pub(crate) fn run() -> Result<()> {
    let head = "## Compiling a program that decodes and encodes some of the types, its own crate alone";
    out::line(format!("{head}\n\n{}", table()?));
    Ok(())
}

fn table() -> Result<String> {
    let peers = peers()?;
    let mut rows = vec![row![
        "program of",
        "types of",
        "debug",
        "typify's by it",
        "release",
        "typify's by it",
        "binary",
        "stripped"
    ]];
    for profile in [&[][..], &["--release"]] {
        for peer in &peers {
            fs::write(peer.package.directory.join("src/main.rs"), "fn main() {}\n")?;
            cargo(peer, &[&["build", "--quiet"], profile].concat())?;
        }
    }
    for count in COUNTS {
        let mut costs = Vec::new();
        for peer in &peers {
            fs::write(peer.package.directory.join("src/main.rs"), code(peer, count))?;
            costs.push((median(peer, &[])?, median(peer, &["--release"])?));
        }
        let typify = costs[2];
        for (peer, (debug, release)) in peers.iter().zip(costs) {
            let binary = peer.package.directory.join("target/release/program");
            let megabytes =
                |path: &Path| Ok::<_, Box<dyn Error>>(format!("{:.2} MB", fs::metadata(path)?.len() as f64 / 1e6));
            rows.push(row![
                count,
                peer.package.name,
                table::time(debug * 1e9),
                format!("{:.2}", typify.0 / debug),
                table::time(release * 1e9),
                format!("{:.2}", typify.1 / release),
                megabytes(&binary)?,
                megabytes(&stripped(&binary)?)?
            ]);
        }
    }
    Ok(table::markdown(&rows))
}

/// A copy of a binary without its symbols, as `strip = true` in a profile writes it.
fn stripped(binary: &Path) -> Result<PathBuf> {
    let copy = binary.with_extension("stripped");
    measured::output("strip", &["-o", &copy.to_string_lossy(), &binary.to_string_lossy()], Path::new("."))?;
    Ok(copy)
}

/// The processor time to compile the program's own crate.
fn median(peer: &Peer, profile: &[&str]) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        cargo(peer, &[&["clean", "--quiet", "--package", "program"], profile].concat())?;
        times.push(cargo(peer, &[&["build", "--quiet"], profile].concat())?.processor);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[ROUNDS / 2])
}

fn cargo(peer: &Peer, arguments: &[&str]) -> Result<Cost> {
    let mut all = vec!["CARGO_INCREMENTAL=0", "cargo"];
    all.extend(arguments);
    measured::run("env", &all, Path::new(&peer.package.directory))
}
