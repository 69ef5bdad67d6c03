import AIKit
import FoundationEssentials
import Memory
import Text

/// Going from one conversation to another.
extension Butler {
    /// Goes on with an earlier conversation of this cluster, after whatever he is answering now; what was said in it.
    ///
    /// It is sent as it was said, so that what a server has cached of it still counts.
    package func open(_ id: ConversationRecord.ID) async throws(TalkRefusal) -> [Message] {
        try await inTurn { await $0.opened(id) }.get()
    }

    private func opened(_ id: ConversationRecord.ID) async -> Result<[Message], TalkRefusal> {
        do throws(MemoryError) {
            guard let talk = try await Talks(store).open(id) else {
                return .failure(TalkRefusal("That conversation was forgotten."))
            }
            guard talk.cluster ?? site.name == site.name else {
                let other = Untrusted(talk.cluster ?? "").line
                return .failure(TalkRefusal("That conversation is about \(other), not \(site.name)."))
            }
            let messages = talk.remarks.map(\.message)
            try await goOn(with: id, messages, talk.style, talk.consolidation)
            return .success(messages)
        } catch {
            return .failure(TalkRefusal(fault: error))
        }
    }

    /// Gives the conversation a name; what is said to that.
    package func renameTalk(_ name: String) async -> String {
        guard let record else { return "There is no conversation yet that could have a name." }
        let title = String(Untrusted(name).line.prefix(Self.longestTitle))
        do throws(MemoryError) {
            try await store.conversations.rename(record, to: title)
            return "This conversation is called \"\(title)\" from now on."
        } catch {
            return "It could not be renamed: \(error)"
        }
    }

    static let longestTitle = 80

    /// Goes on in a copy of the conversation, and leaves the other as it is; what is said to that.
    package func forkTalk() async -> String {
        await inTurn { await $0.forked() }
    }

    private func forked() async -> String {
        do throws(MemoryError) {
            guard let record, let old = try await store.conversations.conversation(record) else {
                return "There is no conversation yet that could be forked."
            }
            let title = String("\(old.title) (fork)".suffix(Self.longestTitle))
            let new = try await store.conversations.fork(record, title: title, at: .now)
            try await goOn(as: new.id)
            return
                "From here on this is a conversation of its own; the one before stays as it is, see /talks."
        } catch {
            return "It could not be forked: \(error)"
        }
    }

    /// Goes on from before a question, in a conversation of its own; the one before stays as it is.
    ///
    /// The question is the one with these words after which they were asked `later` times more.
    package func branch(before question: String, later: Int) async throws(TalkRefusal) {
        _ = try await inTurn { await $0.branched(before: question, later) }.get()
    }

    private func branched(before question: String, _ later: Int) async -> Result<Bool, TalkRefusal> {
        do throws(MemoryError) {
            guard let record, let found = try await place(before: question, later, in: record) else {
                return .failure(
                    TalkRefusal("That question is not in the conversation as the memory has it."))
            }
            guard !found.before.isEmpty || found.consolidation != nil else {
                try await goOn(with: nil, [], .work)
                return .success(true)
            }
            let new = try await store.conversations.fork(
                record, before: found.row, title: found.title, at: .now)
            try await goOn(with: new.id, found.before, found.style, found.consolidation)
            return .success(true)
        } catch {
            return .failure(TalkRefusal(fault: error))
        }
    }

    /// Where a conversation branches.
    private struct BranchPlace: Sendable {
        var row: MessageRecord.ID
        var title: String
        var before: [Message]
        /// How the butler spoke up to there.
        var style: ButlerStyle
        /// What stood for the beginning there.
        var consolidation: Consolidation?
    }

    private func place(
        before question: String, _ later: Int, in talk: ConversationRecord.ID
    ) async throws(MemoryError) -> BranchPlace? {
        guard let record = try await store.conversations.conversation(talk) else { return nil }
        let rows = try await store.conversations.messages(of: talk, limit: Talks.longest)
        let kept = MessageArchive.kept(rows).messages
        let asked = kept.indices.filter {
            kept[$0].message.role == .user && kept[$0].message.text == question
        }
        guard later >= 0, later < asked.count else { return nil }
        let index = asked[asked.count - 1 - later]
        guard let row = kept[index].row.id else { return nil }
        let before = MessageArchive.kept(rows.filter { $0.id.map { $0 < row } ?? false })
        return BranchPlace(
            row: row, title: record.title, before: kept[..<index].map(\.message), style: before.style,
            consolidation: before.consolidation)
    }
}

/// Why a conversation is not gone on with, in a sentence.
package struct TalkRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }

    fileprivate init(fault: MemoryError) {
        self.init("The memory does not have it: \(fault)")
    }
}
