import AIKit
import ClusterKit
import JSON
import Text

extension ClusterTools {
    /// So many lines are looked through for those with certain words.
    private static let searchedLines = 2_000
    /// A longer line is cut: what it is about stands at its beginning.
    private static let longestLogLine = 400

    /// The end of a node's journal, which anybody who can reach one of its services writes to.
    static func nodeLog(_ site: Site) -> Tool {
        let parameters = [
            ToolParameter("node", .text, "The node's name.", isRequired: true),
            ToolParameter("words", .text, "Only lines with all these words, such as pvestatd error."),
            ToolParameter("limit", .integer(1...200), "How many lines of its end; 50 when left out."),
        ]
        return .reading(definition("get_node_log", PackageResources.get_node_log_md, parameters)) {
            arguments in
            guard let node = try node(arguments, in: try await sight(of: site)) else {
                throw ToolRejection("The parameter \"node\" is missing.")
            }
            let words = (arguments["words"]?.string ?? "").lowercased().split(whereSeparator: \.isWhitespace)
            let limit = arguments["limit"]?.integer ?? 50
            let lines = try await site.client.journal(of: node, last: words.isEmpty ? limit : searchedLines)
            let found = lines.filter { line in
                let line = line.lowercased()
                return words.allSatisfy { line.contains($0) }
            }
            let shown = found.suffix(limit).map { line in
                JSONValue.string(String(line.coveringSecrets.prefix(longestLogLine)))
            }
            var members: [String: JSONValue] = ["node": .string(node.text), "lines": .array(shown)]
            if !words.isEmpty {
                members["omitted"] = .integer(found.count - shown.count)
                members["searched"] = .integer(lines.count)
            }
            return ToolOutcome(.object(members))
        }
    }
}
