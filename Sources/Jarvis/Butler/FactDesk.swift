import AIKit
import FoundationEssentials
import Memory
import Text

/// What the operator has Jarvis remember of a cluster: `/remember`, `/forget` and pins.
///
/// Only the operator's own line adds or ends a fact, or his yes to a card that a model's proposal was put on
/// (`memory_note`); no model by itself, and nothing that one reads, does.
struct FactDesk: Sendable {
    let facts: Facts
    /// The cluster's name in the configuration.
    let cluster: String
    var clock: @Sendable () -> LocalTime = { .machine }

    /// A longer one is no fact.
    private static let longest = 500
    /// So many characters of a text say what it is about.
    private static let mostRead = 2_000

    /// Keeps a sentence; with `7: ` before it, in the place of fact 7.
    func remember(_ words: String) async -> String {
        let (old, text) = Self.parts(words)
        if let reason = Self.objection(to: text) { return reason }
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

    /// Why a text cannot be a fact; `nil` where it can.
    static func objection(to text: String) -> String? {
        guard text.contains(where: { !$0.isWhitespace }) else {
            return "A fact is a sentence: /remember 101 may be off at night."
        }
        guard text.coveringSecrets == text else {
            return "That looks like a secret, which a memory is no place for; nothing was kept."
        }
        guard text.count <= longest else {
            return "A fact has at most \(longest) characters; this has \(text.count)."
        }
        return nil
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

    /// Pins the fact of a number, or takes the pin out of one that has it.
    func pin(_ words: String) async -> String {
        await told { () throws(MemoryError) in
            let digits = words.hasPrefix("#") ? String(words.dropFirst()) : words
            guard let number = Int64(digits, radix: 10) else {
                return "A pin takes a fact's number; /memory lists them."
            }
            let id = FactRecord.ID(rawValue: number)
            let fact = try await facts.list(of: cluster).first { $0.id == id }
            guard let fact, try await facts.pin(id, of: cluster, !fact.isPinned) else {
                return Self.none(number)
            }
            let text = Untrusted(fact.text).line
            return fact.isPinned ? "No longer pinned: \(text)" : "Pinned, and told before others: \(text)"
        }
    }

    /// Those that have to do with words, the best match first.
    func find(_ words: String, limit: Int) async throws(MemoryError) -> [FactRecord] {
        let sought = Self.words(words)
        let standing = try await facts.list(of: cluster)
        return Self.ranked(standing, sought).filter { Self.rank($0, sought) > 0 }.prefix(limit).map(\.self)
    }

    /// The pinned ones first, and those that have more of the words; of equals the newest.
    private static func ranked(_ standing: [FactRecord], _ words: Set<String>) -> [FactRecord] {
        standing.enumerated().map { (rank: rank($1, words), place: $0, fact: $1) }.sorted {
            ($1.fact.isPinned ? 1 : 0, $1.rank, $0.place) < ($0.fact.isPinned ? 1 : 0, $0.rank, $1.place)
        }.map(\.fact)
    }

    private func line(of fact: FactRecord) -> String {
        "#\(fact.id?.rawValue ?? 0) (\(clock().stamp(Int(saturating: fact.time.timeIntervalSince1970)))) \(Untrusted(fact.text).line)"
    }

    private func list(_ facts: [FactRecord]) -> String {
        facts.map { "- " + line(of: $0) }.joined(separator: "\n")
    }

    /// How many of the words stand in a fact, whole or as beginnings of its words.
    private static func rank(_ fact: FactRecord, _ words: Set<String>) -> Int {
        count(of: words, in: fact.text)
    }

    /// How many of the words stand in a text, whole or as beginnings of its words.
    static func count(of words: Set<String>, in text: String) -> Int {
        let own = Self.words(text)
        return words.count { word in own.contains { $0 == word || word.count > 3 && $0.hasPrefix(word) }
        }
    }

    /// What a text is about: its words in small letters, without the shortest.
    static func words(_ text: String) -> Set<String> {
        Set(
            text.prefix(mostRead).lowercased().split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }
                .map(String.init)
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
