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
    /// Notes every mistake; `nil` when name, nodes or login cannot be read.
    init?(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let keys = node.mapping(
            known: ["name", "nodes", "token", "user", "ca", "fingerprints"], &mistakes)
        if keys["name"] == nil || keys["nodes"] == nil {
            mistakes.note(node.error("a cluster needs a name and nodes"))
        }
        let name = mistakes.take { () throws(SettingsError) in try keys["name"].map(Self.title) }
        let entries = Self.entries(keys["nodes"], &mistakes)
        let login = Self.login(token: keys["token"], user: keys["user"], in: node, &mistakes)
        authorityFile = mistakes.take { () throws(SettingsError) in try keys["ca"]?.string() }
        if let place = keys["fingerprints"] {
            fingerprints = Self.fingerprints(place, of: entries, &mistakes)
        }
        guard let name, let login, !entries.isEmpty else { return nil }
        self.name = name
        self.entries = entries
        self.login = login
    }

    private static func title(_ node: SettingsNode) throws(SettingsError) -> String {
        let text = try node.string()
        guard text.contains(where: { !$0.isWhitespace }) else { throw node.error("a cluster needs a name") }
        return text
    }

    private static func entries(_ node: SettingsNode?, _ mistakes: inout SettingsMistakes) -> [String] {
        guard let node, let places = mistakes.take({ () throws(SettingsError) in try node.list() }) else {
            return []
        }
        if places.isEmpty { mistakes.note(node.error("name at least one node, such as https://pve1:8006")) }
        return places.compactMap { place in
            mistakes.take { () throws(SettingsError) in try entry(place) }
        }
    }

    /// What an entry may be called among the fingerprints: its `HOST:PORT`, or its host; IPv6 also without brackets.
    static func pinNames(of entry: String) -> [String] {
        let place = entry.dropFirst("https://".count)
        let host = place.lastIndex(of: ":").map { place[..<$0] } ?? place
        let brackets: Set<Character> = ["[", "]"]
        return [String(place), String(host), host.filter { !brackets.contains($0) }]
            + [WebAddress(entry)?.host].compactMap(\.self)
    }

    /// Completes `HOST` or `HOST:PORT` to the URL that is meant.
    private static func entry(_ node: SettingsNode) throws(SettingsError) -> String {
        let text = try node.string()
        guard !text.hasPrefix("http://") else {
            throw node.error("Proxmox speaks https only; a token must not travel in the clear")
        }
        let place = text.hasPrefix("https://") ? text.dropFirst(8) : text[...]
        let bare = place.hasSuffix("/") ? place.dropLast() : place
        if let port = bare.split(separator: ":", omittingEmptySubsequences: false).last, bare.contains(":"),
            !bare.hasSuffix("]"), !(1...65_535).contains(Int(port, radix: 10) ?? 0),
            !port.contains(where: { "/[]".contains($0) })
        {
            throw node.error("a port is a number from 1 to 65535, not \"\(port)\"; Proxmox VE has 8006")
        }
        guard let address = WebAddress("https://" + bare), address.isBare,
            address.port.map({ (1...65_535).contains($0) }) ?? true,
            address.host.utf8.allSatisfy({ $0.isASCIIAlphanumeric || "-._:".utf8.contains($0) })
        else {
            throw node.error(
                "expected a node such as https://pve1:8006 or https://[fd00::1]:8006, without a path")
        }
        return "https://" + bare + (address.port == nil ? ":8006" : "")
    }

    private static func fingerprints(
        _ node: SettingsNode, of entries: [String], _ mistakes: inout SettingsMistakes
    ) -> [String: CertificateFingerprint] {
        var fingerprints: [String: CertificateFingerprint] = [:]
        let members = mistakes.take { () throws(SettingsError) in try node.members() }
        for (host, value) in members ?? [] {
            guard let fingerprint = value.text.flatMap({ CertificateFingerprint($0) }) else {
                mistakes.note(
                    value.error("a fingerprint is the certificate's SHA-256, 32 pairs such as AA:BB:…"))
                continue
            }
            if !entries.isEmpty, !entries.contains(where: { pinNames(of: $0).contains(host) }) {
                mistakes.note(
                    value.error("nodes names no \(host), so nothing would be compared with this"))
            }
            fingerprints[host] = fingerprint
        }
        return fingerprints
    }
}

extension ClusterSettings {
    private static func login(
        token: SettingsNode?, user: SettingsNode?, in node: SettingsNode, _ mistakes: inout SettingsMistakes
    ) -> Login? {
        switch (token, user) {
        case (let token?, nil):
            let words = Words(
                name: "id", secret: "secret", need: "a token needs an id (USER@REALM!NAME) and a secret",
                fault: AccountName.fault(ofToken:))
            return account(token, words, &mistakes).map { .token(id: $0, secret: $1) }
        case (nil, let user?):
            let words = Words(
                name: "name", secret: "password", need: "a user needs a name (NAME@REALM) and a password",
                fault: AccountName.fault(ofUser:))
            return account(user, words, &mistakes).map { .password(user: $0, secret: $1) }
        case (nil, nil): mistakes.note(node.error("a cluster needs a token or a user"))
        case (.some, .some): mistakes.note(node.error("a cluster takes a token or a user, not both"))
        }
        return nil
    }

    /// How the two kinds of account differ in the file.
    private struct Words {
        var name: String
        var secret: String
        var need: String
        /// What is wrong with a name.
        var fault: (String) -> String?
    }

    private static func account(
        _ node: SettingsNode, _ words: Words, _ mistakes: inout SettingsMistakes
    ) -> (String, SecretSource)? {
        let keys = node.mapping(known: [words.name, words.secret], &mistakes)
        guard let name = keys[words.name], let secret = keys[words.secret] else {
            mistakes.note(node.error(words.need))
            return nil
        }
        let text = mistakes.take { () throws(SettingsError) in try name.string() }
        let fault = text.flatMap(words.fault)
        if let fault { mistakes.note(name.error(fault)) }
        let source = mistakes.take { () throws(SettingsError) in try SecretSource(secret) }
        guard fault == nil else { return nil }
        return text.flatMap { text in source.map { (text, $0) } }
    }
}

extension UInt8 {
    /// Whether this is one of `0-9 A-Z a-z`.
    var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
