import AIKit
import Settings

/// What is kept from models that are somebody else's.
package struct DiscretionSettings: Sendable, Hashable {
    /// What is replaced by placeholders before it is sent.
    package var hides: Set<RedactionClass> = [.addresses]
    /// What no cloud is told of, beside the guests with the tag `private`.
    package var things: [MarkedThing] = []
    /// Files, and folders with all that is in them, of which no cloud reads anything; whole paths without a slash at their
    /// end.
    package var paths: [String] = []

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
            Setting(
                SettingRow(
                    key: "private", values: MarkedThing.words + " and path:/FOLDER", fallback: "[]",
                    help: "What no cloud model is told of, beside guests with the tag private.",
                    counts: .nextQuestion),
                \.marks, text: PrivateMark.text
            ) { node, settings, mistakes in
                if let marks = mistakes.collectEach(of: node, PrivateMark.read) { settings.marks = marks }
            },
        ]
    }
}

/// Something of which no cloud is told anything.
private enum PrivateMark: Sendable, Equatable {
    case thing(MarkedThing)
    case path(String)

    var text: String {
        switch self {
        case .thing(let thing): thing.text
        case .path(let path): "path:\(path)"
        }
    }

    /// A list of them as the file has it.
    @Sendable static func text(_ marks: [PrivateMark]) -> String {
        "[\(marks.map(\.text).joined(separator: ", "))]"
    }

    static func read(_ node: SettingsNode) throws(SettingsError) -> PrivateMark {
        let text = try node.string()
        guard text.hasPrefix("path:") else { return .thing(try MarkedThing.read(node)) }
        var path = text.dropFirst(5)
        guard path.hasPrefix("/") else {
            throw node.error("expected a whole path behind path:, such as path:/home/me/letters")
        }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return .path(String(path))
    }
}

extension DiscretionSettings {
    /// Both kinds as they stand in one list.
    fileprivate var marks: [PrivateMark] {
        get { things.map(PrivateMark.thing) + paths.map(PrivateMark.path) }
        set {
            (things, paths) = ([], [])
            for mark in newValue {
                switch mark {
                case .thing(let thing): things.append(thing)
                case .path(let path): paths.append(path)
                }
            }
        }
    }
}
