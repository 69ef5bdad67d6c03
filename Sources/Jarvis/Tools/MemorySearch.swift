import AIKit
import JSON
import Memory

extension ClusterTools {
    /// What was said in the talks with the operator before, in all that the memory keeps.
    static func memorySearch(
        _ talks: Conversations?, _ scope: @escaping @Sendable () async -> RedactionScope
    ) -> Tool {
        let parameters = [
            ToolParameter(
                "words", .text, "Words that all stand in what is looked for, such as jellyfin disk.",
                isRequired: true),
            ToolParameter("limit", .integer(1...20), "How many at most; 8 when left out."),
        ]
        let definition = definition("memory_search", PackageResources.memory_search_md, parameters)
        return .reading(definition) { arguments in
            guard let talks else { return .failure("There is no memory that would keep what was said.") }
            let found = try await TalkSearch(talks).findForMinds(
                arguments["words"]?.string ?? "", limit: arguments["limit"]?.integer ?? 8,
                apartFrom: await scope())
            return ToolOutcome(.object(["said": .array(found.map(\.row))]))
        }
    }
}

extension FoundSaying {
    /// So much of a long answer tells whether it is the right one.
    private static let longest = 600

    fileprivate var row: JSONValue {
        [
            "time": .moment(time), "who": .string(author == nil ? "operator" : "Jarvis"),
            "text": .string(text.count > Self.longest ? text.prefix(Self.longest) + " …" : text),
        ]
    }
}
