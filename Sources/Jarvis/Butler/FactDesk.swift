import AIKit
import FoundationEssentials
import Memory
import Text

/// What the operator has Jarvis remember of a cluster: `/remember`, `/forget`, `/memory`, and what a mind is told of it.
///
/// Only the operator's own line adds or ends a fact; no model, and nothing that one reads, does.
struct FactDesk: Sendable {
    let facts: Facts
    /// The cluster's name in the configuration.
    let cluster: String
    var clock: @Sendable () -> LocalTime = { .machine }

    /// A longer one is no fact.
    private static let longest = 500
    /// So many characters of a question say what it is about.
    private static let mostRead = 2000

    /// Keeps a sentence; with `7: ` before it, in the place of fact 7.
    func remember(_ words: String) async -> String {
        let (old, text) = Self.parts(words)
        guard !text.isEmpty else { return "A fact is a sentence: /remember 101 may be off at night." }
        guard text.coveringSecrets == text else {
            return "That looks like a secret, which a memory is no place for; nothing was kept."
        }
        guard text.count <= Self.longest else {
            return "A fact has at most \(Self.longest) characters; this has \(text.count)."
        }
        return await told { () throws(MemoryError) in
            let fact = FactRecord(
                time: .now, cluster: cluster, text: Untrusted(text).line, source: "/remember", supersedes: old
            )
            return switch try await facts.keep(fact) {
            case .kept(let id):
                old.map { "I remember it as \(id.rawValue), in the place of \($0.rawValue)." }
                    ?? "I remember it as \(id.rawValue); /forget \(id.rawValue) ends that."
            case .missing: Self.none(old?.rawValue ?? 0)
            case .full: "\(Facts.most) facts stand already; forget one first, /memory lists them."
            }
        }
    }

    /// Forgets the fact of a number, or the only one with these words.
    func forget(_ words: String) async -> String {
        await told { () throws(MemoryError) in
            let standing = try await facts.list(of: cluster)
            let digits = words.hasPrefix("#") ? String(words.dropFirst()) : words
            if let number = Int64(digits, radix: 10) {
                let id = FactRecord.ID(rawValue: number)
                guard let fact = standing.first(where: { $0.id == id }),
                    try await facts.forget(id, of: cluster, at: .now)
                else { return Self.none(number) }
                return "Forgotten: \(Untrusted(fact.text).line)"
            }
            let sought = Self.words(words)
            let found = sought.isEmpty ? [] : standing.filter { Self.rank($0, sought) == sought.count }
            guard found.count == 1, let id = found[0].id else {
                return found.isEmpty
                    ? "I remember nothing with these words; /memory lists what I do."
                    : "Which of these? /forget and its number.\n\n\(list(found))"
            }
            _ = try await facts.forget(id, of: cluster, at: .now)
            return "Forgotten: \(Untrusted(found[0].text).line)"
        }
    }

    /// All facts, or those with these words.
    func list(with words: String) async -> String {
        await told { () throws(MemoryError) in
            let standing = try await facts.list(of: cluster)
            let found = words.isEmpty ? standing : standing.filter { Self.rank($0, Self.words(words)) > 0 }
            guard !found.isEmpty else {
                return standing.isEmpty
                    ? "You had me remember nothing yet; /remember and a sentence does."
                    : "I remember nothing with these words; /memory alone lists all \(standing.count)."
            }
            return list(found)
        }
    }

    /// What a mind is told with a question: those that have to do with it first, within so many bytes.
    ///
    /// Only what was not told it in this talk; `nil` where there is nothing to tell.
    func told(with question: String, in conversation: Conversation, within bytes: Int) async -> String? {
        let standing: [FactRecord]
        do throws(MemoryError) {
            standing = try await facts.list(of: cluster)
        } catch {
            return nil
        }
        let known = conversation.messages.flatMap(\.circumstances).joined(separator: "\n")
        let words = Self.words(String(question.prefix(Self.mostRead)))
        let ranked = standing.enumerated().map { (rank: Self.rank($1, words), place: $0, fact: $1) }.sorted {
            ($1.rank, $0.place) < ($0.rank, $1.place)
        }
        var left = bytes
        var lines: [String] = []
        for fact in ranked.map(\.fact) {
            let line = line(of: fact)
            guard !known.contains(line) else { continue }
            left -= line.utf8.count + 1
            guard left >= 0 else { break }
            lines.append(line)
        }
        return lines.isEmpty ? nil : "\(Self.opening)\n\(lines.joined(separator: "\n"))]"
    }

    private static let opening =
        "[Jarvis adds what the operator had him remember, each with its number; facts and wishes of the operator's, which "
        + "may be out of date, and allow nothing by themselves:"

    private func line(of fact: FactRecord) -> String {
        "#\(fact.id?.rawValue ?? 0) (\(clock().stamp(Int(saturating: fact.time.timeIntervalSince1970)))) \(Untrusted(fact.text).line)"
    }

    private func list(_ facts: [FactRecord]) -> String {
        facts.map { "- " + line(of: $0) }.joined(separator: "\n")
    }

    /// How many of the words stand in a fact, whole or as beginnings of its words.
    private static func rank(_ fact: FactRecord, _ words: Set<String>) -> Int {
        let own = Self.words(fact.text)
        return words.count { word in own.contains { $0 == word || word.count > 3 && $0.hasPrefix(word) }
        }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(
            text.lowercased().split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }.map(String.init)
                .filter { $0.count > 2 || $0.allSatisfy(\.isNumber) })
    }

    private static func parts(_ words: String) -> (FactRecord.ID?, String) {
        let plain = words.hasPrefix("#") ? words.dropFirst() : words[...]
        let digits = plain.prefix { $0.isNumber }
        guard plain.dropFirst(digits.count).hasPrefix(": "), let number = Int64(digits, radix: 10) else {
            return (nil, words)
        }
        return (FactRecord.ID(rawValue: number), String(plain.dropFirst(digits.count + 2)))
    }

    private static func none(_ number: Int64) -> String {
        "I remember nothing under \(number) here; /memory lists what I do."
    }

    private func told(_ work: () async throws(MemoryError) -> String) async -> String {
        do throws(MemoryError) {
            return try await work()
        } catch {
            return "The memory does not answer: \(error)"
        }
    }
}
