import Settings

/// Everything the operator may decide, as `config.yaml` says it; what the file leaves out has a default here.
package struct Configuration: Sendable, Hashable {
    /// The clusters to drive, in the order of the file; none means the demo.
    package var clusters: [ClusterSettings] = []
    package var ai = MindSettings()
    package var safety = SafetySettings()
    /// Servers of MCP whose tools the butler has, too.
    package var mcp: [ForeignSettings] = []
    package var ui = InterfaceSettings()
    package var shell = ShellSettings()
    package var keys = KeySettings()

    package init() {}

    /// Decodes the text of a configuration file; `file` is the name that errors carry.
    ///
    /// Throws the first mistake and says how many there are.
    package init(parsing text: String, file: String) throws(SettingsError) {
        self = try ConfigurationReading(text, file: file).faultless()
    }

    /// Every key there is.
    package static let table = SettingsTable<Configuration>(
        "",
        [
            Setting(
                SettingRow(
                    key: "clusters", values: "a list", fallback: "none: the demo opens",
                    help: "The clusters, in the order they are shown in.", counts: .restart),
                \.clusters, pages: ClusterSettings.table.pages
            ) { node, configuration, mistakes in configuration.read(clusters: node, &mistakes) },
            Setting("ai", \.ai, MindSettings.table, "Who answers."),
            Setting("safety", \.safety, SafetySettings.table, "What may be changed, and by whom."),
            Setting(
                SettingRow(
                    key: "mcp", values: "a list", fallback: "none",
                    help: "Foreign MCP servers, whose tools the butler has beside his own.",
                    counts: .nextConversation),
                \.mcp, pages: ForeignSettings.table.pages
            ) { node, configuration, mistakes in configuration.read(servers: node, &mistakes) },
            Setting("ui", \.ui, InterfaceSettings.table, "How it looks."),
            Setting("shell", \.shell, ShellSettings.table, "The right column."),
            Setting(
                SettingRow(
                    key: "keys", values: "ids of commands, each with a key or a list of keys",
                    fallback: "the keys told under Keys",
                    help:
                        "Other keys for commands, as the help writes them: guest.start: [x, ^O, M-Up, F5]; [] is none.",
                    counts: .atOnce), \.keys
            ) { node, configuration, mistakes in configuration.keys.read(node, &mistakes) },
        ]
    ) { given, configuration, mistakes in
        configuration.checkReadOnly(given["safety"]?.place("read_only"), &mistakes)
        for place in given["mcp"]?.elements ?? [] {
            configuration.checkNames(place.place("clusters"), &mistakes)
        }
    }

    /// A cluster that is misspelled would not be read-only.
    private func checkReadOnly(_ place: SettingsNode?, _ mistakes: inout SettingsMistakes) {
        guard let place, case .clusters(let names) = safety.readOnly else { return }
        for name in names where !clusters.contains(where: { $0.name == name }) {
            mistakes.note(place.error("there is no cluster \"\(name)\""))
        }
    }

    private func checkNames(_ list: SettingsNode?, _ mistakes: inout SettingsMistakes) {
        for place in list?.elements ?? [] {
            guard let name = place.text, !clusters.contains(where: { $0.name == name }) else { continue }
            mistakes.note(place.error("there is no cluster \"\(name)\""))
        }
    }

    private mutating func read(servers list: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let nodes = mistakes.collect { () throws(SettingsError) in try list.list() } ?? []
        if nodes.count > Self.mostServers {
            mistakes.note(list.error("at most \(Self.mostServers) servers are taken"))
        }
        for node in nodes.prefix(Self.mostServers) {
            guard let server = ForeignSettings(node, &mistakes) else { continue }
            // Names of tools are told apart by it.
            if mcp.contains(where: { $0.name.lowercased() == server.name.lowercased() }) {
                mistakes.note(
                    (node.place("name") ?? node)
                        .error("a second server is called \"\(server.name)\"; names must differ"))
                continue
            }
            mcp.append(server)
        }
    }

    private static let mostServers = 16

    private mutating func read(clusters list: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let nodes = mistakes.collect { () throws(SettingsError) in try list.list() }
        for node in nodes ?? [] {
            guard let cluster = ClusterSettings(node, &mistakes) else { continue }
            if clusters.contains(where: { $0.name == cluster.name }) {
                mistakes.note(
                    (node.place("name") ?? node)
                        .error("a second cluster is called \"\(cluster.name)\"; names must differ"))
            }
            clusters.append(cluster)
        }
    }
}

/// The folders of one user, after the XDG base directory specification.
package struct Folders: Sendable, Hashable {
    /// Where `config.yaml` and the user's themes are.
    package var configuration: String
    /// Where the database, the crash files and the pins are; 0700.
    package var state: String

    /// Reads `XDG_CONFIG_HOME`, `XDG_STATE_HOME` and `HOME`.
    package init(environment: [String: String]) {
        let home = environment["HOME"] ?? "/"
        func folder(_ variable: String, _ fallback: String) -> String {
            let value = environment[variable] ?? ""
            return (value.hasPrefix("/") ? value : "\(home)/\(fallback)") + "/jarvis"
        }
        configuration = folder("XDG_CONFIG_HOME", ".config")
        state = folder("XDG_STATE_HOME", ".local/state")
    }

    /// The configuration file.
    package var configurationFile: String {
        configuration + "/config.yaml"
    }
}

extension Configuration {
    /// Reads a configuration file; `nil` when there is none, which is how the demo begins.
    package static func read(file: String) throws(SettingsError) -> Configuration? {
        try ConfigurationReading(file: file)?.faultless()
    }
}
