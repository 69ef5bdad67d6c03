import AIKit
import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

/// Conversations of the memory, read again.
@Suite struct TalkTests {
    static let start = Date(timeIntervalSince1970: 1_767_268_800)

    /// Keeps a conversation of that many questions with their answers, a minute apart.
    @discardableResult
    static func keep(
        _ remarks: [(question: String, answer: Message)], in store: Store, cluster: String = "lab",
        from start: Date = start
    ) async throws -> ConversationRecord.ID {
        let talk = try await store.conversations.begin(title: remarks[0].question, at: start)
        let circumstances = Circumstances.text(
            cluster: cluster, time: LocalTime(now: 1_767_268_800, east: 0, name: "UTC"))
        for (minute, remark) in remarks.enumerated() {
            let question = Message.user(remark.question, circumstances: circumstances)
            for (second, message) in [question, remark.answer].enumerated() {
                try await store.conversations.append(
                    MessageRecord(
                        conversation: talk.id, time: start + Double(60 * minute + second),
                        role: message.role == .user ? .user : .assistant,
                        content: MessageArchive.encode(message).text, text: message.text))
            }
        }
        return talk.id
    }

    static func answer(_ text: String) -> Message { Message(role: .assistant, content: [.text(text)]) }

    private static func export(_ store: Store, _ folder: Folder) -> TalkExport {
        TalkExport(
            store: store, cluster: "lab", environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path])
    }

    @Test func `a conversation says of which cluster it is, and has its messages with their times`()
        async throws
    {
        let store = try Store.temporary().store
        let id = try await Self.keep([("Is plex up?", Self.answer("It is."))], in: store, cluster: "big lab")
        let talk = try #require(try await Talks(store).open(id))
        #expect(talk.cluster == "big lab")
        #expect(talk.remarks.map(\.message.text) == ["Is plex up?", "It is."])
        #expect(talk.remarks.map(\.time) == [Self.start, Self.start + 1])
        try await store.conversations.forget(id)
        #expect(try await Talks(store).open(id) == nil)
    }

    @Test func `Markdown of a conversation has no secret and no escape in it`() async throws {
        let store = try Store.temporary().store
        var answer = Self.answer("It \u{1B}[2Jis.")
        answer.content.append(.toolUse(ToolUse(id: "1", name: "get_vms", input: ["node": "pve"])))
        let secret = "0b7a3c9e-1111-4222-8333-444455556666"
        let id = try await Self.keep([("Is PVEAPIToken=root@pam!x=\(secret) good?", answer)], in: store)
        let talk = try #require(try await Talks(store).open(id))
        let text = TalkMarkdown(talk, time: LocalTime(now: 1_767_268_800, east: 0, name: "UTC")).text
        #expect(!text.contains(secret) && !text.contains("\u{1B}"))
        #expect(
            text.hasSuffix(
                "## Jarvis, 12:00\n\nIt ␛[2Jis.\n\n- asked `get_vms` {\"node\":\"pve\"}\n"), "\(text)")
        #expect(text.contains("With the butler of lab.\n\n## You, 12:00\n\nIs PVEAPIToken="))
    }

    @Test func `a conversation is written for its owner alone, and never over a file`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try Store.temporary().store
        let id = try await Self.keep([("Is plex up?", Self.answer("It is."))], in: store)
        try await CurrentConversation(preferences: store.preferences, cluster: "lab").set(id)
        let export = Self.export(store, folder)
        let words = try await export.write(to: "talks/plex.md")
        let path = folder.path + "/talks/plex.md"
        #expect(words == "\(path) has the conversation; what looks like a secret is covered.")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let before = FileManager.default.contents(atPath: path)
        #expect(before?.isEmpty == false)
        await #expect(throws: PrivateFile.Fault.exists(path: path)) {
            try await export.write(to: "~/talks/plex.md")
        }
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test func `without a name it is written into the folder of state, and without a talk nowhere`()
        async throws
    {
        let folder = try Folder()
        defer { folder.remove() }
        let store = try Store.temporary().store
        let export = Self.export(store, folder)
        #expect(try await export.write(to: nil) == "There is no conversation yet that could be written down.")
        let id = try await Self.keep([("Is plex up?", Self.answer("It is."))], in: store)
        try await CurrentConversation(preferences: store.preferences, cluster: "lab").set(id)
        let words = try await export.write(to: nil, at: Self.start)
        #expect(words.hasPrefix("\(folder.path)/jarvis/talk-lab-20260101T120000Z.md has"), "\(words)")
    }
}
