import AIKit

/// What the operator is told of a tool that the models have.
package struct ToolNote: Sendable, Hashable {
    package let name: String
    /// The tier that every call has at least; `nil` where none is said.
    package let tier: SafetyTier?
    /// What the models are told of it, as one paragraph.
    package let words: String

    package init(name: String, tier: SafetyTier?, words: String) {
        self.name = name
        self.tier = tier
        self.words = words
    }

    fileprivate init(_ tool: Tool) {
        self.init(
            name: tool.definition.name.rawValue, tier: tool.least,
            words: tool.definition.description.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// His own tools of a cluster's butler, by name.
    package static func all(of site: Site) -> [ToolNote] { ClusterTools.all(site).all.map { ToolNote($0) } }
}

extension Estate {
    /// The tools of a cluster's butler, his own and then those that foreign servers lend as they are now.
    package func toolNotes(at site: Site) async -> [ToolNote] {
        let lent = await foreign.kit(for: site) { RedactionScope() }
        let faults = lent.notes.map { ToolNote(name: "(foreign)", tier: nil, words: $0) }
        return ToolNote.all(of: site) + lent.tools.map { ToolNote($0) } + faults
    }
}
