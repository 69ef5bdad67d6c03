import COpenSSL
import Text

/// The cluster's gate: who has which token and password, and which tickets are its own.
struct Gate: Sendable {
    let credentials: SimulatorCredentials
    let requiresTOTP: Bool
    let seal = Seal()
    private let tokens: [String: (secret: String, principal: Principal)]

    /// Seconds that a ticket is good for, and how far clocks may differ.
    private static let lifetime = 7_200.0
    private static let skew = 300.0
    /// Seconds that a console's ticket is good for.
    private static let consoleLifetime = 40.0

    init(credentials: SimulatorCredentials, requiresTOTP: Bool) {
        self.credentials = credentials
        self.requiresTOTP = requiresTOTP
        let grants: [(APIToken, [String: Role])] = [
            (credentials.token, ["/": .administrator]), (credentials.auditToken, ["/": .auditor]),
            (credentials.emptyToken, [:]),
        ]
        var tokens: [String: (secret: String, principal: Principal)] = [:]
        for (token, grants) in grants {
            let parts = token.id.split(separator: "!")
            let principal = Principal(
                user: String(parts[0]), token: parts.count > 1 ? String(parts[1]) : nil, grants: grants)
            tokens[token.id] = (token.secret, principal)
        }
        self.tokens = tokens
    }

    /// The owner of the token in an `Authorization` header.
    func principal(authorization value: String, profile: Profile) throws(Refusal) -> Principal {
        let parts = value.dropFirst("PVEAPIToken=".count).split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { throw .unauthorized("No ticket") }
        let id = String(parts[0]).replacing("%21", with: "!")
        guard let known = tokens[id] else {
            let name = id.split(separator: "!").last ?? ""
            let user = id.split(separator: "!").first ?? ""
            throw .unauthorized(profile == .nine ? Self.failed : "no such token '\(name)' for user '\(user)'")
        }
        guard known.secret == parts[1] else {
            throw .unauthorized(profile == .nine ? Self.failed : "invalid token value!")
        }
        return known.principal
    }

    /// The owner of a ticket that came in a cookie.
    func principal(ticket: String, profile: Profile, at now: Double) throws(Refusal) -> Principal {
        guard !ticket.hasPrefix("PVE:!tfa!") else { throw .unauthorized("No ticket") }
        guard let user = owner(of: ticket, kind: "PVE", at: now, lifetime: Self.lifetime) else {
            throw .unauthorized(profile == .nine ? Self.failed : "permission denied - invalid PVE ticket")
        }
        return Principal(user: user, token: nil, grants: ["/": .administrator])
    }

    /// A ticket for a user who showed a password.
    func ticket(for user: String, at now: Double) -> String {
        sealed("PVE:\(user):\(Hexadecimal.digits(Int(now), width: 8, uppercase: true))")
    }

    /// The half ticket that asks for the second factor.
    func challenge(for user: String, at now: Double) -> String {
        sealed(
            "PVE:!tfa!%7B%22totp%22%3Atrue%2C%22recovery%22%3Anull%7D:\(Hexadecimal.digits(Int(now), width: 8, uppercase: true))",
            user)
    }

    /// Whether a half ticket is the gate's own and the user's, and young.
    func accepts(challenge: String, for user: String, at now: Double) -> Bool {
        let parts = challenge.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let time = Int(parts[2], radix: 16) else { return false }
        let text = parts[..<3].joined(separator: ":")
        return sealed(text, user) == challenge && abs(now - Double(time)) < Self.skew
    }

    /// The value of the header that a ticket needs to change something.
    func preventionToken(for user: String, at now: Double) -> String {
        let time = Hexadecimal.digits(Int(now), width: 8, uppercase: true)
        return time + ":" + seal.mark("csrf:\(time):\(user)")
    }

    /// Whether such a value is the gate's own and the user's, and young.
    func accepts(preventionToken: String, for user: String, at now: Double) -> Bool {
        guard let time = Int(preventionToken.prefix(8), radix: 16) else { return false }
        return preventionToken == self.preventionToken(for: user, at: Double(time))
            && now - Double(time) < Self.lifetime
    }

    /// A ticket for one console, bound to who asked, the path and the port.
    func consoleTicket(for id: String, path: String, port: Int, at now: Double) -> String {
        let time = Hexadecimal.digits(Int(now), width: 8, uppercase: true)
        return "PVEVNC:\(time)::" + seal.mark("console:\(time):\(id):\(path):\(port)")
    }

    func accepts(consoleTicket: String, for id: String, path: String, port: Int, at now: Double) -> Bool {
        let parts = consoleTicket.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, let time = Int(parts[1], radix: 16) else { return false }
        let expected = self.consoleTicket(for: id, path: path, port: port, at: Double(time))
        return expected == consoleTicket && now - Double(time) <= Self.consoleLifetime
    }

    private static let failed = "Authentication failed!"

    private func owner(of ticket: String, kind: String, at now: Double, lifetime: Double) -> String? {
        let parts = ticket.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == kind, let time = Int(parts[2], radix: 16),
            sealed(parts[..<3].joined(separator: ":")) == ticket,
            -Self.skew...lifetime ~= now - Double(time)
        else { return nil }
        return String(parts[1])
    }

    private func sealed(_ text: String, _ salt: String = "") -> String {
        "\(text)::" + seal.mark(text + salt)
    }
}

/// Marks by which the cluster knows its own tickets again, and one-time codes.
struct Seal: Sendable {
    private let key: [UInt8]

    /// A new key that nobody else has.
    init() {
        var key = [UInt8](repeating: 0, count: 32)
        RAND_bytes(&key, Int32(key.count))
        self.key = key
    }

    /// The mark of a text in Base64.
    func mark(_ text: String) -> String {
        String(
            decoding: Base64.encoded(Self.digest(EVP_sha256(), key: key, Array(text.utf8))), as: UTF8.self)
    }

    /// The code of a moment for a secret in Base32 (RFC 6238: SHA-1, 30 s, 6 digits).
    static func code(secret: String, at time: Double) -> String {
        let counter = UInt64(max(0, time) / 30)
        let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * UInt64($0))) }
        let digest = digest(EVP_sha1(), key: base32(secret), message)
        let offset = Int((digest.last ?? 0) & 15)
        let word = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let digits = String((word & 0x7FFF_FFFF) % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func digest(_ algorithm: OpaquePointer?, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 64)
        var count: UInt32 = 0
        HMAC(algorithm, key, Int32(key.count), message, message.count, &digest, &count)
        return Array(digest.prefix(Int(count)))
    }

    private static func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var word: UInt32 = 0
        var bits = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { continue }
            word = word << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        return bytes
    }
}
