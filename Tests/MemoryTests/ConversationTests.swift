import FoundationEssentials
import Testing

@testable import Memory

struct ConversationTests {
    @Test func `a conversation comes back message by message`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Plex", at: .at(0))
        var question = MessageRecord(
            conversation: talk.id, time: .at(1), role: .user, content: #"[{"text":"Is plex up?"}]"#,
            text: "Is plex up?")
        var answer = MessageRecord(
            conversation: talk.id, time: .at(2), role: .assistant, content: #"[{"text":"It is, sir."}]"#,
            text: "It is, sir.", provider: "anthropic", model: "claude",
            tokens: TokenCounts(input: 12, output: 5, cacheRead: 1000))
        question.id = try await store.conversations.append(question)
        answer.id = try await store.conversations.append(answer)
        #expect(try await store.conversations.messages(of: talk.id) == [question, answer])
        #expect(try await store.conversations.messages(of: talk.id, limit: 1) == [answer])
        #expect(try await store.conversations.messages(of: talk.id, before: answer.id) == [question])
        #expect(try await store.conversations.list().map(\.updated) == [.at(2)])
    }

    @Test func `the conversation spoken in last comes first, page by page`() async throws {
        let store = try Store.temporary().store
        var talks: [ConversationRecord] = []
        for number in 1...5 {
            talks.append(try await store.conversations.begin(title: "\(number)", at: .at(Double(number))))
        }
        try await store.conversations.append(
            MessageRecord(conversation: talks[1].id, time: .at(9), role: .user, content: "[]", text: "Again"))
        let first = try await store.conversations.list(limit: 3)
        let second = try await store.conversations.list(before: first.last, limit: 3)
        #expect((first + second).map(\.title) == ["2", "5", "4", "3", "1"])
    }

    @Test func `messages are found by their words and not by their structure`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Talk", at: .at(0))
        for text in ["Restart pve-01, please.", "What is text?", "Nothing"] {
            try await store.conversations.append(
                MessageRecord(
                    conversation: talk.id, time: .at(1), role: .user, content: #"{"type":"x"}"#, text: text))
        }
        #expect(try await store.conversations.search("pve-01").map(\.text) == ["Restart pve-01, please."])
        #expect(try await store.conversations.search("text?").map(\.text) == ["What is text?"])
        #expect(try await store.conversations.search("type").isEmpty)
        #expect(try await store.conversations.search("?").isEmpty)
    }

    /// A search in which every word of very many messages may go on would take longer than anybody waits.
    @Test func `a word that very many messages have stands for itself, and rarer ones may go on`()
        async throws
    {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Talk", at: .at(0))
        func message(_ text: String) -> MessageRecord {
            MessageRecord(conversation: talk.id, time: .at(1), role: .user, content: "[]", text: text)
        }
        try await store.conversations.append([message("backups of gitea"), message("backup of gitea-runner")])
        #expect(try await store.conversations.search("backup gite").count == 2)
        let many = (0..<SearchPattern.common).map { message("backup \($0)") }
        try await store.conversations.append(many)
        #expect(
            try await store.conversations.search("backup gite").map(\.text) == ["backup of gitea-runner"])
        #expect(try await store.conversations.search("backups").map(\.text) == ["backups of gitea"])
        #expect(try await store.conversations.search("bac gite").count == 2)
        #expect(try await store.conversations.search("backup", limit: 50).count == 50)
    }

    @Test func `a forgotten conversation takes its messages, calls and finds along`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Talk", at: .at(0))
        let message = MessageRecord(
            conversation: talk.id, time: .at(1), role: .user, content: "[]", text: "secret")
        let id = try await store.conversations.append(message)
        _ = try await store.toolCalls.begin(
            ToolCallRecord(message: id, time: .at(1), name: "get_vms", arguments: "{}", tier: "GREEN"))
        try await store.conversations.forget(talk.id)
        #expect(try await store.counts().isEmpty)
        #expect(try await store.conversations.search("secret").isEmpty)
        #expect(try await store.check() == [])
    }

    @Test func `a conversation that is not there is said to be missing`() async throws {
        let store = try Store.temporary().store
        let id = ConversationRecord.ID(rawValue: 7)
        let missing = MemoryError.missing("conversation 7")
        await #expect(throws: missing) { try await store.conversations.forget(id) }
        await #expect(throws: missing) { try await store.conversations.rename(id, to: "x") }
        await #expect(throws: missing) {
            try await store.conversations.append(
                MessageRecord(conversation: id, time: .at(0), role: .user, content: "[]", text: ""))
        }
    }

    @Test func `a renamed conversation keeps its place`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Untitled", at: .at(0))
        try await store.conversations.rename(talk.id, to: "Backups")
        let renamed = ConversationRecord(id: talk.id, title: "Backups", created: .at(0), updated: .at(0))
        #expect(try await store.conversations.list() == [renamed])
    }
}

struct ToolCallTests {
    @Test func `a call runs until its end is kept, once`() async throws {
        let store = try Store.temporary().store
        var call = ToolCallRecord(time: .at(0), name: "get_vms", arguments: #"{"node":"pve"}"#, tier: "GREEN")
        let id = try await store.toolCalls.begin(call)
        call.id = id
        #expect(try await store.toolCalls.list() == [call])
        let end = ToolCallEnd(duration: .milliseconds(1234), outcome: "3 guests", result: .unknown)
        try await store.toolCalls.finish(id, end)
        call.state = .finished
        call.duration = .milliseconds(1234)
        call.outcome = "3 guests"
        call.result = .unknown
        #expect(try await store.toolCalls.list() == [call])
        await #expect(throws: MemoryError.missing("running tool call \(id)")) {
            try await store.toolCalls.finish(id, end)
        }
    }

    @Test func `a conversation's calls come in the order they were made`() async throws {
        let store = try Store.temporary().store
        let talk = try await store.conversations.begin(title: "Talk", at: .at(0))
        let message = try await store.conversations.append(
            MessageRecord(conversation: talk.id, time: .at(1), role: .assistant, content: "[]", text: ""))
        for name in ["get_vms", "get_storage"] {
            _ = try await store.toolCalls.begin(
                ToolCallRecord(message: message, time: .at(1), name: name, arguments: "{}", tier: "GREEN"))
        }
        _ = try await store.toolCalls.begin(
            ToolCallRecord(time: .at(2), name: "other", arguments: "{}", tier: "GREEN"))
        #expect(try await store.toolCalls.list(of: talk.id).map(\.name) == ["get_vms", "get_storage"])
        #expect(try await store.toolCalls.list(limit: 1).map(\.name) == ["other"])
    }

    @Test func `a call of a message that is not there is refused`() async throws {
        let store = try Store.temporary().store
        let call = ToolCallRecord(
            message: MessageRecord.ID(rawValue: 9), time: .at(0), name: "x", arguments: "{}", tier: "GREEN")
        await #expect(throws: MemoryError.missing("message 9")) { try await store.toolCalls.begin(call) }
    }
}
