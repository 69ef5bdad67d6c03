import AIKit
import ClusterKit
import Settings

/// What the gate lets through, as the operator wants it.
package struct SafetySettings: Sendable, Hashable {
    /// What is looked at and never changed.
    package enum ReadOnly: Sendable, Hashable {
        case nothing
        case everything
        /// The clusters of these names.
        case clusters([String])

        /// Whether it holds for a cluster.
        func holds(for cluster: String) -> Bool {
            switch self {
            case .nothing: false
            case .everything: true
            case .clusters(let names): names.contains(cluster)
            }
        }
    }

    /// Something that only the operator's own hand may touch, in every cluster.
    package enum Protected: Sendable, Hashable {
        case thing(ActionTarget)
        /// The guests that have it.
        case tag(String)
    }

    package var autonomy = AutonomyLevel.recommend
    package var readOnly = ReadOnly.nothing
    package var protected: [Protected] = []

    package init() {}

    package static let table = SettingsTable<SafetySettings>(
        "safety",
        [
            Setting(
                "autonomy", \.autonomy, .choice(of: AutonomyLevel.allCases) { $0.name },
                of: SafetySettings(), counts: .atOnce,
                "How much is done unasked; whatever stops, starts or loses something is asked about at any."),
            Setting(
                "read_only", \.readOnly,
                SettingKind("true, false or a list of clusters", text: text, read: readOnly),
                of: SafetySettings(), counts: .atOnce, "What is looked at and never changed, by nobody."),
            Setting(
                SettingRow(
                    key: "protected",
                    values: "a list of guests' numbers, node:NAME, storage:NAME and tag:NAME", fallback: "[]",
                    help:
                        "What no model may touch, and you with its name typed, beside what is found to be so.",
                    counts: .atOnce),
                \.protected, text: { "[\($0.map(\.text).joined(separator: ", "))]" }
            ) { node, group, mistakes in
                if let things = mistakes.collectEach(of: node, thing) { group.protected = things }
            },
        ])

    private static func readOnly(_ node: SettingsNode) throws(SettingsError) -> ReadOnly {
        if node.text != nil { return try node.bool() ? .everything : .nothing }
        var names: [String] = []
        for name in try node.list() { names.append(try name.string()) }
        return .clusters(names)
    }

    private static func text(_ readOnly: ReadOnly) -> String {
        switch readOnly {
        case .nothing: "false"
        case .everything: "true"
        case .clusters(let names): "[\(names.joined(separator: ", "))]"
        }
    }

    private static func thing(_ node: SettingsNode) throws(SettingsError) -> Protected {
        let text = try node.string()
        if let vmid = VMID(text) { return .thing(.guest(vmid.number)) }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("node", 2): return .thing(.node(parts[1]))
        case ("storage", 2): return .thing(.storage(parts[1]))
        case ("tag", 2): return .tag(parts[1].lowercased())
        default: throw node.error("expected a guest's number, node:NAME, storage:NAME or tag:NAME")
        }
    }
}

extension SafetySettings.Protected {
    /// As the file has it.
    var text: String {
        switch self {
        case .thing(.guest(let vmid)): String(vmid)
        case .thing(.node(let name)): "node:\(name)"
        case .thing(.storage(let name)): "storage:\(name)"
        case .thing(.service(let name)): "service:\(name)"
        case .tag(let name): "tag:\(name)"
        }
    }
}
