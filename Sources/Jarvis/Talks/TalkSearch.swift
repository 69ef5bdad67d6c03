import AIKit
import FoundationEssentials
import Memory

/// Something that was said in a talk, found again.
package struct FoundSaying: Sendable, Hashable {
    /// When it was said.
    package let time: Date
    /// Who answered, as the memory names it; `nil` for what the operator said.
    package let author: String?
    package let text: String

    package init(time: Date, author: String?, text: String) {
        self.time = time
        self.author = author
        self.text = text
    }
}

/// Looks through all the talks that the memory keeps.
package struct TalkSearch: Sendable {
    private let talks: Conversations

    package init(_ talks: Conversations) {
        self.talks = talks
    }

    /// Where every one of the words begins a word, the best match first.
    package func find(_ words: String, limit: Int = 50) async throws(MemoryError) -> [FoundSaying] {
        // A talk that was forked has the same sayings.
        var seen: Set<FoundSaying> = []
        return try await talks.search(words, limit: limit).compactMap(FoundSaying.init).filter {
            seen.insert($0).inserted
        }
    }

    /// The same for a mind: nothing of a talk in which something private was said, as any model may ask.
    ///
    /// Nor of one in which somebody spoke of what `scope` withholds.
    func findForMinds(
        _ words: String, limit: Int, apartFrom scope: RedactionScope = RedactionScope()
    ) async throws(MemoryError) -> [FoundSaying] {
        var open: [ConversationRecord.ID: Set<MessageRecord.ID>] = [:]
        var found: [FoundSaying] = []
        for message in try await talks.search(words, limit: limit * Self.spare) where found.count < limit {
            guard let id = message.id, let saying = FoundSaying(message) else { continue }
            if open[message.conversation] == nil {
                let messages = try await openMessages(of: message.conversation, scope)
                open[message.conversation] = Set(messages.compactMap(\.row.id))
            }
            if open[message.conversation]?.contains(id) == true, !found.contains(saying) {
                found.append(saying)
            }
        }
        return found
    }

    /// So many times what is asked for is looked at, where some of it is not told.
    private static let spare = 4

    /// What any mind may read of a talk: nothing where something private was ever said in it, taken back or not, or where it
    /// cannot be read in full; and nothing that was taken back.
    private func openMessages(
        of talk: ConversationRecord.ID, _ scope: RedactionScope
    ) async throws(MemoryError) -> [(row: MessageRecord, message: Message)] {
        let rows = try await talks.messages(of: talk, limit: Self.longest)
        guard rows.count < Self.longest else { return [] }
        let kept = MessageArchive.kept(rows)
        let said = kept.messages.map(\.message) + kept.apart
        let before = kept.consolidation?.traits
        guard kept.unreadable == 0, before?.isPrivate != true, before?.isMarked != true,
            !said.contains(where: { $0.isPrivate || $0.speaks(of: scope) })
        else { return [] }
        return kept.messages
    }

    /// What a call of a talk returned, whole, for a mind, as above; `nil` where there is no such call.
    func resultForMinds(
        of call: String, in talk: ConversationRecord.ID, apartFrom scope: RedactionScope
    ) async throws(MemoryError) -> String? {
        let messages = try await openMessages(of: talk, scope).map(\.message)
        guard let use = messages.lazy.flatMap(\.toolUses).first(where: { $0.id == call }),
            let result = messages.lazy.flatMap(\.toolResults).first(where: { $0.id == call })
        else { return nil }
        return "\(use.name) \(use.input.text)\n\(scope.withoutWithheld(result.plainContent))"
    }

    /// Rows of a talk that are looked at.
    private static let longest = 1_000

    /// What the operator said, the newest first and each once.
    package func prompts(limit: Int = 500) async throws(MemoryError) -> [FoundSaying] {
        var seen: Set<String> = []
        return try await talks.newest(of: .user, limit: limit).compactMap(FoundSaying.init).filter {
            seen.insert($0.text).inserted
        }
    }
}

extension FoundSaying {
    /// `nil` for what nobody said: results of tools, and messages without words.
    init?(_ message: MessageRecord) {
        guard message.role == .user || message.role == .assistant else { return nil }
        guard message.text.contains(where: { !$0.isWhitespace }) else { return nil }
        let author = message.role == .user ? nil : message.model ?? message.provider ?? "Jarvis"
        self.init(time: message.time, author: author, text: message.text)
    }
}
