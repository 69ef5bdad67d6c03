import Settings

/// Everything the operator may decide, as `config.yaml` says it; what the file leaves out has a default here.
package struct Configuration: Sendable, Hashable {
    /// The clusters to drive, in the order of the file; none means the demo.
    package var clusters: [ClusterSettings] = []
    package var ai = ModelSettings()
    package var ui = InterfaceSettings()
    package var shell = ShellSettings()

    package init() {}

    /// Decodes the text of a configuration file; `file` is the name that errors carry.
    ///
    /// Throws the first mistake and says how many there are.
    package init(parsing text: String, file: String) throws(SettingsError) {
        self = try ConfigurationReading(text, file: file).faultless()
    }

    init(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let keys = node.mapping(known: ["clusters", "ai", "ui", "shell"], &mistakes)
        let nodes = mistakes.take { () throws(SettingsError) in try keys["clusters"]?.list() }
        for node in nodes ?? [] {
            guard let cluster = ClusterSettings(node, &mistakes) else { continue }
            if clusters.contains(where: { $0.name == cluster.name }) {
                mistakes.note(
                    (node.place("name") ?? node)
                        .error("a second cluster is called \"\(cluster.name)\"; names must differ"))
            }
            clusters.append(cluster)
        }
        if let node = keys["ai"] { ai = ModelSettings(node, &mistakes) }
        if let node = keys["ui"] { ui = InterfaceSettings(node, &mistakes) }
        if let node = keys["shell"] { shell = ShellSettings(node, &mistakes) }
    }
}
