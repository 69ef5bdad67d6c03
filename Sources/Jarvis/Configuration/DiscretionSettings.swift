import AIKit
import Settings

/// What is kept from models that are somebody else's.
package struct DiscretionSettings: Sendable, Hashable {
    /// What is replaced by placeholders before it is sent.
    package var hides: Set<RedactionClass> = [.addresses]
    /// What no cloud is told of, beside the guests with the tag `private`.
    package var things: [MarkedThing] = []

    package init() {}

    @Sendable private static func text(_ classes: Set<RedactionClass>) -> String {
        "[\(classes.map(\.rawValue).sorted().joined(separator: ", "))]"
    }

    /// The rows below `ai`.
    static var settings: [Setting<DiscretionSettings>] {
        [
            Setting(
                SettingRow(
                    key: "hide", values: "a list of addresses, names, paths", fallback: "[addresses]",
                    help: "What a cloud model gets placeholders for, which are put back in its answers.",
                    counts: .nextQuestion, isCommon: true),
                \.hides, text: text
            ) { node, settings, mistakes in
                let classes = mistakes.collectEach(of: node) { node throws(SettingsError) in
                    try node.choice() as RedactionClass
                }
                if let classes { settings.hides = Set(classes) }
            },
            MarkedThing.setting(
                "private", \.things, counts: .nextQuestion,
                "What no cloud model is told of, beside guests with the tag private."),
        ]
    }
}
