import AIKit
import HTTP
import Settings
import Text

/// A server of MCP that is somebody else's: how it is reached, and what its tools may do.
package struct ForeignSettings: Sendable, Hashable {
    /// How it is reached.
    package enum Way: Sendable, Hashable {
        /// A program, by its absolute path, and its arguments; it speaks on standard input and output.
        case program([String], environment: [String: ForeignValue])
        /// Streamable HTTP at this address.
        case address(String, token: SecretSource?)
    }

    /// What it is called here, and what the names of its tools begin with.
    package var name: String
    package var way: Way
    /// How much care a tool needs, by the server's name for it; RED what is not named.
    package var tiers: [String: SafetyTier] = [:]
    /// The clusters whose butler has its tools; `nil` for all.
    package var clusters: [String]?
    /// How far what is said to it goes.
    package var privacy: ModelPrivacy
    /// The longest that a call may take, in seconds.
    package var timeout = 60

    package init(
        name: String, way: Way, tiers: [String: SafetyTier] = [:], clusters: [String]? = nil,
        privacy: ModelPrivacy = .lan, timeout: Int = 60
    ) {
        self.name = name
        self.way = way
        self.tiers = tiers
        self.clusters = clusters
        self.privacy = privacy
        self.timeout = timeout
    }

    package func tier(of tool: String) -> SafetyTier { tiers[tool] ?? .red }

    /// Whether the butler of a cluster has it.
    package func serves(_ cluster: String) -> Bool { clusters?.contains(cluster) ?? true }
}

/// A value of a variable: a plain text, or where a secret is kept.
package enum ForeignValue: Sendable, Hashable {
    case text(String)
    case secret(SecretSource)
}

extension ForeignSettings {
    /// A server as far as it was read.
    package struct Draft: Sendable {
        var name: String?
        var command: [String]?
        var environment: [String: ForeignValue] = [:]
        var url: String?
        var token: SecretSource?
        var tiers: [String: SafetyTier] = [:]
        var clusters: [String]?
        var privacy: ModelPrivacy?
        var timeout = 60
        var isEnabled = true
    }

    package static let table = SettingsTable<Draft>(
        "mcp[]",
        [
            row("name", \.name, title, "What it is called here; its tools are NAME__TOOL."),
            row(
                "command", \.command, .program, absent: "none",
                "The program that serves on its standard input and output."),
            Setting(
                SettingRow(
                    key: "environment", values: "variables, each with a text or with the place of a secret",
                    fallback: "PATH, HOME, USER, SHELL, LANG and the like alone",
                    help: "What the program finds around it, beside that.", counts: .nextConversation),
                \.environment
            ) { node, draft, mistakes in draft.environment = variables(node, &mistakes) },
            row(
                "url", \.url, address, absent: "none", "Instead of a program, an address of Streamable HTTP."),
            Setting(
                SettingRow(
                    key: "token", values: "where it is kept, as a cluster token's secret", fallback: "none",
                    help: "What is sent to the address as Authorization: Bearer.", counts: .nextConversation),
                \.token
            ) { node, draft, mistakes in draft.token = SecretSource.read(node, &mistakes) },
            Setting(
                SettingRow(
                    key: "tools", values: "its tools, each with green, yellow, orange, red or black",
                    fallback: "{}",
                    help: "How much care a tool needs; red what is not named, black is never offered.",
                    counts: .nextConversation), \.tiers
            ) { node, draft, mistakes in draft.tiers = ranks(node, &mistakes) },
            row("clusters", \.clusters, names, absent: "all", "The clusters whose butler has it."),
            row(
                "privacy", \.privacy, .choice,
                absent: "lan for a program and an address of your network, else cloud",
                "How far what is said to it goes; what is private goes to lan alone."),
            Setting(
                "timeout", \.timeout, .number(1...200, "seconds"), of: Draft(), counts: .nextConversation,
                "The longest that a call may take."),
            Setting(
                "enabled", \.isEnabled, .truth, of: Draft(), counts: .nextConversation,
                "Whether it is used at all."),
        ]
    ) { given, _, mistakes in
        if given["name"] == nil { mistakes.note(given.node.error("a server needs a name")) }
        switch (given["command"], given["url"]) {
        case (nil, nil): mistakes.note(given.node.error("a server needs a command or a url"))
        case (.some, .some): mistakes.note(given.node.error("a server takes a command or a url, not both"))
        case (.some, nil):
            if let place = given["token"] {
                mistakes.note(place.error("a token is for a url; a program takes it from its environment"))
            }
        case (nil, .some):
            if let place = given["environment"] {
                mistakes.note(place.error("an environment is for a command; an address has none"))
            }
        }
    }

    private static func row<Value: Sendable & Equatable>(
        _ key: String, _ path: any WritableKeyPath<Draft, Value?> & Sendable, _ kind: SettingKind<Value>,
        absent: String? = nil, _ help: String
    ) -> Setting<Draft> {
        Setting(key, path, kind, absent: absent, counts: .nextConversation, help)
    }

    /// Notes every mistake; `nil` without a name or a way, and for one that is not used.
    init?(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        var draft = Draft()
        Self.table.read(node, into: &draft, &mistakes)
        guard draft.isEnabled, let name = draft.name else { return nil }
        self.name = name
        if let command = draft.command {
            way = .program(command, environment: draft.environment)
        } else if let url = draft.url {
            way = .address(url, token: draft.token)
        } else {
            return nil
        }
        tiers = draft.tiers
        clusters = draft.clusters
        privacy = draft.privacy ?? (draft.url.map { ModelAddress($0).isLocal } ?? true ? .lan : .cloud)
        timeout = draft.timeout
    }
}

extension ForeignSettings {
    private static let title = SettingKind<String>("a word of letters, digits and -") {
        node throws(SettingsError) in
        let text = try node.string()
        let isWord = text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") }
        guard (1...20).contains(text.utf8.count), isWord, !text.looksLikeSecret else {
            throw node.error("a server's name has 1 to 20 letters, digits and -")
        }
        return text
    }

    private static let address = SettingKind.serverURL("http://127.0.0.1:8000/mcp", secretIn: "token")

    private static let names = SettingKind<[String]>("a list of clusters", text: text, read: list)

    private static func list(_ node: SettingsNode) throws(SettingsError) -> [String] {
        var names: [String] = []
        for name in try node.list() { names.append(try name.string()) }
        return names
    }

    @Sendable private static func text(_ names: [String]) -> String { "[\(names.joined(separator: ", "))]" }

    private static func ranks(
        _ node: SettingsNode, _ mistakes: inout SettingsMistakes
    ) -> [String: SafetyTier] {
        var tiers: [String: SafetyTier] = [:]
        let members = mistakes.collect { () throws(SettingsError) in try node.members() }
        for (tool, value) in members ?? [] {
            tiers[tool] = mistakes.collect { () throws(SettingsError) in
                try value.choice(of: SafetyTier.allCases) { $0.description.lowercased() }
            }
        }
        return tiers
    }

    private static func variables(
        _ node: SettingsNode, _ mistakes: inout SettingsMistakes
    ) -> [String: ForeignValue] {
        var variables: [String: ForeignValue] = [:]
        let members = mistakes.collect { () throws(SettingsError) in try node.members() }
        for (name, value) in members ?? [] {
            let isName = name.utf8.allSatisfy { $0 == 0x5F || $0.isASCIIAlphanumeric }
            guard isName, name.first?.isNumber == false else {
                mistakes.note(value.error("the name of a variable has letters, digits and _"))
                continue
            }
            guard let text = value.text else {
                variables[name] = SecretSource.read(value, &mistakes).map { .secret($0) }
                continue
            }
            guard !text.looksLikeSecret, !text.unicodeScalars.contains("\0") else {
                mistakes.note(
                    value.error(
                        "this looks like a secret; write {env: NAME}, {file: PATH} or {command: [...]}"))
                continue
            }
            variables[name] = .text(text)
        }
        return variables
    }
}

extension ForeignSettings {
    /// The secrets that it needs, each with its place.
    var secrets: [SecretSource] {
        switch way {
        case .program(_, let environment):
            environment.values.compactMap { value in
                if case .secret(let source) = value { source } else { nil }
            }
        case .address(_, let token): [token].compactMap(\.self)
        }
    }
}
