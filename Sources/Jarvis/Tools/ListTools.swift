import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// What there is to be asked for, and whether it would be done now.
    static func listTools(_ tools: [Tool], _ site: Site, _ keeper: GateKeeper) -> Tool {
        .reading(definition("list_tools", PackageResources.list_tools_md)) { _ in
            let gate = keeper.gate(for: [], of: await site.snapshot)
            let barrier = gate.halt ?? (gate.isReadOnly ? RefusalReason.readOnly.description : nil)
            let rows = tools.sorted { $0.definition.name.rawValue < $1.definition.name.rawValue }.map {
                tool in
                let tier = tool.least ?? .red
                let now =
                    tier == .green ? "runs unasked" : barrier == nil ? "judged by the gate" : "refused now"
                return JSONValue.object([
                    "tool": .string(tool.definition.name.rawValue), "tier": .string("\(tier)"),
                    "now": .string(now),
                    "does": .string(tool.definition.firstSentence),
                ])
            }
            var members: [String: JSONValue] = ["tools": .array(rows)]
            members["note"] = barrier.map { .string("Nothing is changed now. \($0)") }
            return ToolOutcome(.object(members))
        }
    }
}

extension ToolDefinition {
    /// What the tool does, in its own first sentence.
    fileprivate var firstSentence: String {
        let words = description.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let end = words.firstRange(of: ". ")?.lowerBound ?? words.endIndex
        return String(words[..<end].prefix(160))
    }
}
