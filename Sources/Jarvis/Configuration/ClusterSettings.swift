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
    /// A cluster as far as it was read.
    package struct Draft: Sendable {
        var name: String?
        var entries: [String] = []
        var token: AccountDraft?
        var user: AccountDraft?
        var authorityFile: String?
        var fingerprints: [String: CertificateFingerprint] = [:]
    }

    package static let table = SettingsTable<Draft>(
        "clusters[]",
        [
            Setting(
                "name", \.name, SettingKind("text", read: title), counts: .restart,
                "What the cluster is called here."),
            Setting(
                SettingRow(
                    key: "nodes", values: "a list of HOST, HOST:PORT or https://HOST:PORT",
                    help: "Entry nodes in order of preference; the next is asked when one is down.",
                    counts: .restart), \.entries
            ) { node, draft, mistakes in draft.entries = entries(node, &mistakes) },
            Setting(
                SettingRow(
                    key: "token", values: "id and secret", help: "An API token.", counts: .restart),
                \.token, pages: AccountDraft.token.pages + SecretSource.table.pages
            ) { node, draft, mistakes in
                draft.token = AccountDraft.read(node, by: AccountDraft.token, &mistakes)
            },
            Setting(
                SettingRow(
                    key: "user", values: "name and password", help: "Instead of a token, a user.",
                    counts: .restart), \.user, pages: AccountDraft.user.pages
            ) { node, draft, mistakes in
                draft.user = AccountDraft.read(node, by: AccountDraft.user, &mistakes)
            },
            Setting(
                "ca", \.authorityFile, .text("a PEM file"), absent: "the system's", counts: .restart,
                "The authorities that are believed."),
            Setting(
                SettingRow(
                    key: "fingerprints", values: "SHA-256 by host", fallback: "none",
                    help: "Accepted certificates, which come before any authority.", counts: .restart),
                \.fingerprints
            ) { node, draft, mistakes in
                draft.fingerprints = fingerprints(node, of: draft.entries, &mistakes)
            },
        ]
    ) { given, _, mistakes in
        if given["name"] == nil || given["nodes"] == nil {
            mistakes.note(given.node.error("a cluster needs a name and nodes"))
        }
        switch (given["token"], given["user"]) {
        case (nil, nil): mistakes.note(given.node.error("a cluster needs a token or a user"))
        case (.some, .some): mistakes.note(given.node.error("a cluster takes a token or a user, not both"))
        case (.some, nil), (nil, .some): break
        }
    }

    /// Notes every mistake; `nil` when name, nodes or login cannot be read.
    init?(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        var draft = Draft()
        Self.table.read(node, into: &draft, &mistakes)
        guard let name = draft.name, let login = Self.login(draft), !draft.entries.isEmpty else { return nil }
        self.init(
            name: name, entries: draft.entries, login: login, authorityFile: draft.authorityFile,
            fingerprints: draft.fingerprints)
    }

    private static func login(_ draft: Draft) -> Login? {
        switch (draft.token, draft.user) {
        case (let token?, nil): token.login { .token(id: $0, secret: $1) }
        case (nil, let user?): user.login { .password(user: $0, secret: $1) }
        case (nil, nil), (.some, .some): nil
        }
    }

    private static func title(_ node: SettingsNode) throws(SettingsError) -> String {
        let text = try node.string()
        guard text.contains(where: { !$0.isWhitespace }) else { throw node.error("a cluster needs a name") }
        return text
    }

    private static func entries(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) -> [String] {
        guard let places = mistakes.collect({ () throws(SettingsError) in try node.list() }) else {
            return []
        }
        if places.isEmpty { mistakes.note(node.error("name at least one node, such as https://pve1:8006")) }
        return places.compactMap { place in
            mistakes.collect { () throws(SettingsError) in try entry(place) }
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
        let members = mistakes.collect { () throws(SettingsError) in try node.members() }
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

extension UInt8 {
    /// Whether this is one of `0-9 A-Z a-z`.
    var isASCIIAlphanumeric: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
