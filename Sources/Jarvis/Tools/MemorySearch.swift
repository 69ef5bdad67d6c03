import AIKit
import FoundationEssentials
import JSON
import Memory
import Text

extension ClusterTools {
    /// What is remembered: what was said and told, what happened, and what stands in the operator's own notes.
    static func memorySearch(
        _ site: Site, _ memory: Store?, _ runbooks: Runbooks?,
        _ scope: @escaping @Sendable () async -> RedactionScope
    ) -> Tool {
        let parameters = [
            ToolParameter(
                "words", .text, "Words that all stand in what is looked for, such as jellyfin disk.",
                isRequired: true),
            ToolParameter(
                "where", .choice(MemoryTier.allCases.map(\.rawValue)), "Only there; everywhere when left out."
            ),
            ToolParameter("limit", .integer(1...20), "How many of each at most; 5 when left out."),
        ]
        let definition = definition("memory_search", PackageResources.memory_search_md, parameters)
        return .reading(definition) { arguments in
            guard let memory else { return .failure("There is no memory that would keep what was said.") }
            let search = MemorySearch(
                words: arguments["words"]?.string ?? "", limit: arguments["limit"]?.integer ?? 5, site: site,
                memory: memory, runbooks: runbooks, scope: await scope())
            let tiers =
                arguments["where"]?.string.flatMap(MemoryTier.init).map { [$0] } ?? MemoryTier.allCases
            var members: [String: JSONValue] = [:]
            for tier in tiers { members.merge(try await search.rows(of: tier)) { first, _ in first } }
            return ToolOutcome(.object(members))
        }
    }
}

/// A part of what is remembered, by who wrote it and how long it counts.
enum MemoryTier: String, CaseIterable {
    /// What the operator had remembered.
    case facts
    /// The operator's own files.
    case runbooks
    /// What happened, and what was done: the feed.
    case events
    /// What was said.
    case talks
}

/// One search of the memory, for a mind.
private struct MemorySearch {
    let words: String
    let limit: Int
    let site: Site
    let memory: Store
    let runbooks: Runbooks?
    let scope: RedactionScope

    /// The members of an answer that tell of a tier.
    func rows(of tier: MemoryTier) async throws -> [String: JSONValue] {
        switch tier {
        case .facts:
            let desk = FactDesk(facts: memory.facts, cluster: site.name)
            return ["facts": .array(try await desk.find(words, limit: limit).map(\.row))]
        case .runbooks:
            guard let found = try await runbooks?.search(words, limit: limit) else { return [:] }
            // Whoever asks may be a cloud's model or another program.
            let told = found.passages.filter { !scope.withholds(file: $0.path) }
            var members: [String: JSONValue] = ["runbooks": .array(told.map(\.row))]
            if !found.faults.isEmpty { members["runbooks_faults"] = .array(found.faults.map { .string($0) }) }
            return members
        case .events:
            let lines = try await memory.events.list(
                EventFilter(cluster: site.name, text: words), limit: limit)
            return ["happened": .array(lines.map(\.row))]
        case .talks:
            let found = try await TalkSearch(memory.conversations).findForMinds(
                words, limit: limit, apartFrom: scope)
            return ["said": .array(found.map(\.row))]
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

extension FactRecord {
    fileprivate var row: JSONValue {
        .known([
            "id": id.map { .integer(Int(clamping: $0.rawValue)) }, "time": .moment(time),
            "text": .string(text),
            "source": .string(source),
        ])
    }
}

extension EventRecord {
    fileprivate var row: JSONValue {
        .known(["time": .moment(time), "subject": subject.map { .string($0) }, "title": .string(title)])
    }
}

extension PassageRecord {
    /// Notes may hold what is for nobody's eyes: what looks like a secret is covered.
    fileprivate var row: JSONValue {
        [
            "file": .string("\(path):\(line)"), "heading": .string(NoteCover.covering(heading)),
            "text": .string(NoteCover.covering(text)),
        ]
    }
}
