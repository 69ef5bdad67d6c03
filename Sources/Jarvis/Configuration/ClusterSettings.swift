import HTTP
import Settings

/// One Proxmox cluster as the operator describes it.
package struct ClusterSettings: Sendable, Hashable {
    /// Who Jarvis is to this cluster.
    package enum Login: Sendable, Hashable {
        /// An API token `USER@REALM!ID` and the place of its UUID.
        case token(id: String, secret: SecretSource)
        /// A user `NAME@REALM` and the place of the password.
        case password(user: String, secret: SecretSource)
    }

    /// The name it is shown by.
    package var name: String
    /// The nodes that may be asked, as `https://HOST:8006`, in order of preference.
    package var entries: [String]
    package var login: Login
    /// How certificates are believed; the system's authorities unless a file is named.
    package var authorityFile: String?
    /// Pinned certificates by `HOST` or `HOST:PORT` of an entry, which come before any authority.
    package var fingerprints: [String: CertificateFingerprint] = [:]
}

extension ClusterSettings {
    init(_ node: SettingsNode) throws(SettingsError) {
        let keys = try node.mapping(known: ["name", "nodes", "token", "user", "ca", "fingerprints"])
        guard let name = keys["name"], let nodes = keys["nodes"] else {
            throw node.error("a cluster needs a name and nodes")
        }
        self.name = try name.string()
        entries = []
        for entry in try nodes.list() { entries.append(try Self.entry(entry)) }
        guard !entries.isEmpty else { throw nodes.error("name at least one node, such as https://pve1:8006") }
        login = try Self.login(token: keys["token"], user: keys["user"], in: node)
        authorityFile = try keys["ca"]?.string()
        for (host, value) in try keys["fingerprints"]?.members() ?? [] {
            guard let fingerprint = CertificateFingerprint(try value.string()) else {
                throw value.error("a fingerprint is the certificate's SHA-256, 32 pairs such as AA:BB:…")
            }
            guard entries.contains(where: { Self.pinNames(of: $0).contains(host) }) else {
                throw value.error("nodes names no \(host), so nothing would be compared with this")
            }
            fingerprints[host] = fingerprint
        }
    }

    /// What an entry may be called among the fingerprints: its `HOST:PORT`, or its host; IPv6 also without brackets.
    static func pinNames(of entry: String) -> [String] {
        let place = entry.dropFirst("https://".count)
        let host = place.lastIndex(of: ":").map { place[..<$0] } ?? place
        return [String(place), String(host), String(host.trimmingBrackets)]
    }

    /// Completes `HOST` or `HOST:PORT` to the URL that is meant.
    private static func entry(_ node: SettingsNode) throws(SettingsError) -> String {
        let text = try node.string()
        guard !text.hasPrefix("http://") else {
            throw node.error("Proxmox speaks https only; a token must not travel in the clear")
        }
        let host = text.hasPrefix("https://") ? String(text.dropFirst(8)) : text
        let bare = host.hasSuffix("/") ? String(host.dropLast()) : host
        let allowed = bare.utf8.allSatisfy { byte in
            byte.isASCIIAlphanumeric || "-._:[]".utf8.contains(byte)
        }
        guard !bare.isEmpty, allowed else {
            throw node.error("expected a node such as https://pve1:8006, without a path")
        }
        let hasPort = bare.hasSuffix("]") ? false : bare.split(separator: "]").last?.contains(":") == true
        return "https://" + bare + (hasPort ? "" : ":8006")
    }

    private static func login(
        token: SettingsNode?, user: SettingsNode?, in node: SettingsNode
    ) throws(SettingsError) -> Login {
        switch (token, user) {
        case (let token?, nil):
            let keys = try token.mapping(known: ["id", "secret"])
            guard let id = keys["id"], let secret = keys["secret"] else {
                throw token.error("a token needs an id (USER@REALM!NAME) and a secret")
            }
            guard try id.string().contains("!"), try id.string().contains("@") else {
                throw id.error("a token id looks like jarvis@pve!tui")
            }
            return .token(id: try id.string(), secret: try SecretSource(secret))
        case (nil, let user?):
            let keys = try user.mapping(known: ["name", "password"])
            guard let name = keys["name"], let password = keys["password"] else {
                throw user.error("a user needs a name (NAME@REALM) and a password")
            }
            guard try name.string().contains("@") else {
                throw name.error("write the realm too, such as root@pam")
            }
            return .password(user: try name.string(), secret: try SecretSource(password))
        case (nil, nil): throw node.error("a cluster needs a token or a user")
        default: throw node.error("a cluster takes a token or a user, not both")
        }
    }
}

extension UInt8 {
    /// Whether this is one of `0-9 A-Z a-z`.
    fileprivate var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
