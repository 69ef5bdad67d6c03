import FoundationEssentials
import JSON
import Memory
import Text

/// Writes what Jarvis remembers of a cluster into new files that only their owner may read: Markdown for people, JSON for
/// programs.
package struct MemoryExport: Sendable {
    private let store: Store
    private let cluster: String
    private let environment: [String: String]

    package init(store: Store, cluster: String, environment: [String: String]) {
        self.store = store
        self.cluster = cluster
        self.environment = environment
    }

    /// Writes both into the folder of state, and returns a sentence that says where they are.
    ///
    /// Throws `MemoryError` or `PrivateFile.Fault`: what is there already is left as it was.
    package func write(at now: Date = .now) async throws -> String {
        let facts = try await KnownFact.all(of: cluster, in: store)
        guard !facts.isEmpty else { return "Nothing is remembered yet that could be written down." }
        let place = ExportPlace.path("memory", of: cluster, at: now, environment)
        try PrivateFile.create(place + ".md", text: Self.markdown(facts, of: cluster))
        try PrivateFile.create(place + ".json", text: Self.json(facts).text + "\n")
        let count = facts.count == 1 ? "1 fact" : "\(facts.count) facts"
        return "\(Untrusted(place).line).md has \(count), and .json beside it the same for programs."
    }

    /// A line a fact, with its number and since when it stands.
    static func markdown(_ facts: [KnownFact], of cluster: String) -> String {
        let lines = facts.map { fact in
            let pin = fact.isPinned ? " (pinned)" : ""
            return "- **#\(fact.number)** \(day(fact.time))\(pin): \(Untrusted(fact.text).line)"
        }
        return "# What Jarvis remembers of \(Untrusted(cluster).line)\n\n\(lines.joined(separator: "\n"))\n"
    }

    static func json(_ facts: [KnownFact]) -> JSONValue {
        .array(
            facts.map { fact in
                .known([
                    "number": .integer(Int(clamping: fact.number)), "text": .string(fact.text),
                    "time": .moment(Date(timeIntervalSince1970: fact.time)), "source": .string(fact.source),
                    "pinned": .bool(fact.isPinned), "told": .integer(fact.told),
                    "supersedes": fact.supersedes.map { .integer(Int(clamping: $0)) },
                ])
            })
    }

    private static func day(_ time: Double) -> String {
        Date(timeIntervalSince1970: time).formatted(Date.ISO8601FormatStyle().year().month().day())
    }
}
