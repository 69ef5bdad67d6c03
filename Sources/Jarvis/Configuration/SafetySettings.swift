import AIKit
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

    package var autonomy = AutonomyLevel.recommend
    package var readOnly = ReadOnly.nothing
    /// What only the operator's own hand may touch, in every cluster.
    package var protected: [MarkedThing] = []

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
            MarkedThing.setting(
                "protected", \.protected, counts: .atOnce,
                "What no model may touch, and you with its name typed, beside what is found to be so."),
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
}
