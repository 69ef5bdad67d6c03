import AIKit
import FoundationEssentials
import JSON
import Memory
import Text

extension ClusterTools {
    /// What is remembered: what was said and told, what happened and was done, and what stands in the operator's own notes.
    ///
    /// `isNear` is for a model of this network, which is told of private notes as well.
    static func memorySearch(
        _ site: Site, _ memory: Store?, _ runbooks: Runbooks?, isNear: Bool = false,
        _ scope: @escaping @Sendable () async -> RedactionScope
    ) -> Tool {
        let parameters = [
            ToolParameter(
                "words", .text,
                "Words that all stand in what is looked for, such as jellyfin disk; needed without a call."),
            ToolParameter("days", .integer(1...90), "Of acts and events only those of so many days."),
            ToolParameter(
                "where", .choice(MemoryTier.allCases.map(\.rawValue)), "Only there; everywhere when left out."
            ),
            ToolParameter("limit", .integer(1...20), "How many of each at most; 5 when left out."),
            ToolParameter("call", .text, "The id of an earlier call of this talk, for its whole result."),
        ]
        let definition = definition("memory_search", PackageResources.memory_search_md, parameters)
        return .reading(definition) { arguments in
            guard let memory else { return .failure("There is no memory that would keep what was said.") }
            if let call = arguments["call"]?.string {
                return try await result(of: call, site, memory, await scope())
            }
            let words = arguments["words"]?.string ?? ""
            guard words.contains(where: { !$0.isWhitespace }) else {
                return .failure("Say words that are looked for, or the id of a call.")
            }
            let search = MemorySearch(
                words: words, limit: arguments["limit"]?.integer ?? 5,
                since: (arguments["days"]?.integer).map { .now.addingTimeInterval(-86_400 * Double($0)) },
                site: site, memory: memory, runbooks: runbooks, scope: await scope(), isNear: isNear)
            let tiers =
                arguments["where"]?.string.flatMap(MemoryTier.init).map { [$0] } ?? MemoryTier.allCases
            var members: [String: JSONValue] = [:]
            for tier in tiers { members.merge(try await search.rows(of: tier)) { first, _ in first } }
            return ToolOutcome(.object(members))
        }
    }

    /// What a call of the talk with this cluster's butler returned.
    private static func result(
        of call: String, _ site: Site, _ memory: Store, _ scope: RedactionScope
    ) async throws -> ToolOutcome {
        let current = CurrentConversation(preferences: memory.preferences, cluster: site.name)
        guard let talk = try await current.id(),
            let text = try await TalkSearch(memory.conversations).resultForMinds(
                of: call, in: talk, apartFrom: scope)
        else { return .failure("Of such a call nothing is kept here that may be told; call the tool again.") }
        return ToolOutcome(text: text, structured: ["call": .string(call), "result": .string(text)])
    }
}

/// A part of what is remembered, by who wrote it and how long it counts.
enum MemoryTier: String, CaseIterable {
    /// What the operator had remembered.
    case facts
    /// The operator's own files.
    case runbooks
    /// What was done, or refused: written by whoever carries it out.
    case acts
    /// What happened: the feed.
    case events
    /// What was said.
    case talks
}

/// One search of the memory, for a mind.
private struct MemorySearch {
    let words: String
    let limit: Int
    /// The first moment of acts and events that counts.
    let since: Date?
    let site: Site
    let memory: Store
    let runbooks: Runbooks?
    let scope: RedactionScope
    let isNear: Bool

    /// The members of an answer that tell of a tier.
    func rows(of tier: MemoryTier) async throws -> [String: JSONValue] {
        switch tier {
        case .facts:
            let desk = FactDesk(facts: memory.facts, cluster: site.name)
            return ["facts": .array(try await desk.find(words, limit: limit).map(\.row))]
        case .runbooks:
            guard let found = try await runbooks?.search(words, limit: limit) else { return [:] }
            // Whoever else asks may be a cloud's model or another program.
            let told = isNear ? found.passages : found.passages.filter { !scope.withholds(file: $0.path) }
            var members: [String: JSONValue] = ["runbooks": .array(told.map(\.row))]
            if !found.faults.isEmpty { members["runbooks_faults"] = .array(found.faults.map { .string($0) }) }
            return members
        case .acts:
            let acts = try await Episodes(memory.audit, of: site.name).find(
                words, limit: limit, since: since, in: await site.snapshot)
            return ["acts": .array(acts.map(\.row))]
        case .events:
            let lines = try await memory.events.list(
                EventFilter(cluster: site.name, text: words, since: since), limit: limit)
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
            "text": .string(text), "source": .string(source),
            "supersedes": supersedes.map { .integer(Int(clamping: $0.rawValue)) },
        ])
    }
}

extension Episode {
    fileprivate var row: JSONValue {
        .known([
            "id": .integer(Int(clamping: number)), "time": .moment(Date(timeIntervalSince1970: time)),
            "who": .string(who), "tool": .string(tool), "tier": .string(tier), "ended": .string(ending.words),
            // In one text: what is private takes the whole act with it.
            "target": targets.isEmpty
                ? nil : .string(targets.map(\.description).joined(separator: ", ")),
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
