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
    package init(parsing text: String, file: String) throws(SettingsError) {
        let root = try SettingsNode(parsing: text, file: file)
        let keys = try root.mapping(known: ["clusters", "ai", "ui", "shell"])
        for node in try keys["clusters"]?.list() ?? [] {
            let cluster = try ClusterSettings(node)
            guard !clusters.contains(where: { $0.name == cluster.name }) else {
                throw node.error("a second cluster is called \"\(cluster.name)\"; names must differ")
            }
            clusters.append(cluster)
        }
        if let node = keys["ai"] { ai = try ModelSettings(node) }
        if let node = keys["ui"] { ui = try InterfaceSettings(node) }
        if let node = keys["shell"] { shell = try ShellSettings(node) }
    }
}
