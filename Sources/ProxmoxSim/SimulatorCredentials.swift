import Text

/// The keys to the simulated cluster; they open nothing else, still they are not printed.
package struct SimulatorCredentials: Sendable, CustomStringConvertible {
    /// An API token with every right: `root@pam!jarvis`.
    package let token: APIToken
    /// An API token that may look and not touch: role PVEAuditor on `/`.
    package let auditToken: APIToken
    /// An API token with privilege separation and no rights of its own: it sees empty lists.
    package let emptyToken: APIToken
    /// The user of `password`.
    package let user: String
    /// The password of `user`.
    package let password: String
    /// The shared secret of the one-time codes (RFC 6238: SHA-1, 30 s, 6 digits), in Base32.
    package let totpSecret: String

    package var description: String { "SimulatorCredentials(\(user), \(token.id): <redacted>)" }
}

/// One API token of the simulated cluster.
package struct APIToken: Sendable, CustomStringConvertible {
    /// `USER@REALM!NAME`.
    package let id: String
    /// The UUID that proves it.
    package let secret: String

    /// The value of the `Authorization` header.
    package var authorization: String { "PVEAPIToken=\(id)=\(secret)" }

    package var description: String { "\(id): <redacted>" }
}

extension SimulatorCredentials {
    /// The keys of a cluster; equal seeds give equal keys, so that a saved configuration keeps working.
    init(seed: UInt64) {
        var random = SeededRandom(seed: seed ^ 0x7_0CE4)
        token = APIToken(id: "root@pam!jarvis", secret: Self.uuid(&random))
        auditToken = APIToken(id: "root@pam!audit", secret: Self.uuid(&random))
        emptyToken = APIToken(id: "root@pam!empty", secret: Self.uuid(&random))
        user = "root@pam"
        password = "simulated-" + String(random.next() % 1_000_000)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        totpSecret = String((0..<32).map { _ in random.pick(alphabet) })
    }

    private static func uuid(_ random: inout SeededRandom) -> String {
        let digits =
            Hexadecimal.digits(random.next(), width: 16) + Hexadecimal.digits(random.next(), width: 16)
        var rest = Substring(digits)
        var parts: [Substring] = []
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}
