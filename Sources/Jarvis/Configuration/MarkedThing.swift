import AIKit
import ClusterKit
import Settings

/// Something that a list of the configuration names, in whichever cluster it is.
package enum MarkedThing: Sendable, Hashable {
    case thing(ActionTarget)
    /// The guests that have it.
    case tag(String)

    /// What such a list may hold.
    static let words = "a list of guests' numbers, node:NAME, storage:NAME and tag:NAME"

    static func read(_ node: SettingsNode) throws(SettingsError) -> MarkedThing {
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

    /// The key of such a list.
    static func setting<Group>(
        _ key: String, _ path: any WritableKeyPath<Group, [MarkedThing]> & Sendable, counts: ChangeMoment,
        _ help: String
    ) -> Setting<Group> {
        Setting(
            SettingRow(key: key, values: words, fallback: "[]", help: help, counts: counts), path, text: text
        ) { node, group, mistakes in
            if let things = mistakes.collectEach(of: node, read) { group[keyPath: path] = things }
        }
    }

    /// A list of them as the file has it.
    @Sendable private static func text(_ things: [MarkedThing]) -> String {
        "[\(things.map(\.text).joined(separator: ", "))]"
    }

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
