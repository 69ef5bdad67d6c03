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

    /// Those of a cluster's butler, by name.
    package static func all(of site: Site) -> [ToolNote] {
        ClusterTools.all(site).all.map { tool in
            ToolNote(
                name: tool.definition.name.rawValue, tier: tool.least,
                words: tool.definition.description.split(whereSeparator: \.isWhitespace).joined(
                    separator: " "))
        }
    }
}
