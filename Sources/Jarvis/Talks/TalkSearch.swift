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
        try await talks.search(words, limit: limit).compactMap(FoundSaying.init)
    }

    /// The same for a mind: nothing of a talk in which something private was said, as any model may ask.
    func findForMinds(_ words: String, limit: Int) async throws(MemoryError) -> [FoundSaying] {
        var known: [ConversationRecord.ID: Bool] = [:]
        var found: [FoundSaying] = []
        for message in try await talks.search(words, limit: limit * Self.spare) where found.count < limit {
            guard let saying = FoundSaying(message) else { continue }
            let isPrivate: Bool
            if let judged = known[message.conversation] {
                isPrivate = judged
            } else {
                isPrivate = try await self.isPrivate(message.conversation)
                known[message.conversation] = isPrivate
            }
            if !isPrivate { found.append(saying) }
        }
        return found
    }

    /// So many times what is asked for is looked at, where some of it is not told.
    private static let spare = 4

    /// Whether something private was said in a talk; one that cannot be read in full counts as such.
    private func isPrivate(_ talk: ConversationRecord.ID) async throws(MemoryError) -> Bool {
        let (messages, unreadable) = MessageArchive.messages(
            try await talks.messages(of: talk, limit: Self.longest))
        return unreadable > 0 || messages.count == Self.longest || messages.contains(where: \.isPrivate)
    }

    /// Messages of a talk that are looked at.
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
