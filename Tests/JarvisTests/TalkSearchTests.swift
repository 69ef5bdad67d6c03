import AIKit
import FoundationEssentials
import JSON
import Memory
import Testing

@testable import Jarvis

/// What was said before, found by the operator and by the butler.
@Suite(.timeLimit(.minutes(2)))
struct TalkSearchTests {
    /// Keeps some messages, each a second after the one before.
    private static func keep(
        _ said: [(MessageRecord.Role, String)], in store: Store
    ) async throws {
        let began = Date(timeIntervalSince1970: 1_760_000_000)
        let talk = try await store.conversations.begin(title: "t", at: began)
        for (index, (role, text)) in said.enumerated() {
            try await store.conversations.append(
                MessageRecord(
                    conversation: talk.id, time: began.addingTimeInterval(Double(index)), role: role,
                    content: MessageArchive.encode(
                        Message(role: role == .assistant ? .assistant : .user, content: [.text(text)])
                    ).text,
                    text: text, provider: role == .assistant ? "anthropic" : nil,
                    model: role == .assistant ? "claude" : nil))
        }
    }

    @Test func `what people said is found with who said it, and results of tools are not`() async throws {
        let store = try Store.temporary().store
        try await Self.keep(
            [
                (.user, "why is the disk of jellyfin full"), (.assistant, "The transcodes fill its disk."),
                (.tool, "disk 97 % jellyfin"), (.system, "disk"), (.assistant, "  "),
            ], in: store)
        let search = TalkSearch(store.conversations)
        let found = try await search.find("DIS")
        #expect(
            Set(found.map(\.text)) == ["why is the disk of jellyfin full", "The transcodes fill its disk."])
        #expect(found.first { $0.text.hasPrefix("The") }?.author == "claude")
        #expect(found.first { $0.text.hasPrefix("why") }?.author == nil)
        #expect(try await search.find("disk nowhere").isEmpty)
        #expect(try await search.find("\" OR *").isEmpty)
    }

    @Test func `questions come newest first and each once`() async throws {
        let store = try Store.temporary().store
        try await Self.keep([(.user, "a"), (.user, "b"), (.assistant, "c"), (.user, "a")], in: store)
        #expect(try await TalkSearch(store.conversations).prompts().map(\.text) == ["a", "b"])
    }

    @Test func `no mind is told of a talk in which something private was said, and the operator is`()
        async throws
    {
        try await Homestead.live { home in
            try await Self.keep(
                [(.user, "the router is old"), (.assistant, "The router is old.")], in: home.store)
            try await Self.keep(
                [(.user, "router again"), (.user, "its password is in the safe"), (.assistant, "A router!")],
                in: home.store)
            let tool = try #require(ClusterTools.all(home.site, memory: home.store)["memory_search"])
            let outcome = try await tool.run(try tool.definition.check(["words": "router"]))
            let said = try #require(outcome.structured?["said"]?.array).compactMap { $0["text"]?.string }
            #expect(Set(said) == ["the router is old", "The router is old."])
            #expect(try await TalkSearch(home.store.conversations).find("router").count == 4)
        }
    }

    @Test func `a mind searches facts, notes, the feed and the talks at once, or one of them`() async throws {
        let notes = try Folder()
        defer { notes.remove() }
        try Data("# Router\nreboot the router; password: hunter22horse".utf8)
            .write(to: URL(filePath: notes.path + "/net.md"))
        try await Homestead.live { home in
            _ = try await home.butler.recollect(.remember, "the router has two cables")
            try await home.store.events.append(
                EventRecord(
                    time: .now, severity: .info, origin: .system, kind: "x", cluster: "home",
                    title: "Guest router started"))
            try await Self.keep([(.user, "the router is old")], in: home.store)
            let runbooks = Runbooks([notes.path], home.store.passages)
            let tools = ClusterTools.all(home.site, memory: home.store, runbooks: runbooks)
            let tool = try #require(tools["memory_search"])
            let all = try await tool.run(try tool.definition.check(["words": "router"])).structured
            let counts = ["facts", "runbooks", "happened", "said"].map { all?[$0]?.array?.count }
            #expect(counts[0] == 1 && counts[1] == 1 && counts[3] == 1)
            #expect((counts[2] ?? 0) > 0)
            let passage = try #require(all?["runbooks"]?.array?.first)
            #expect(passage["file"]?.string == notes.path + "/net.md:1")
            #expect(passage["text"]?.string?.contains("hunter22horse") == false)
            let one = try await tool.run(try tool.definition.check(["words": "router", "where": "facts"]))
            #expect(one.structured?.object?.keys.sorted() == ["facts"])
        }
    }

    @Test func `what was taken back is not found by a mind, and makes its talk private all the same`()
        async throws
    {
        try await Homestead.live { home in
            let began = Date(timeIntervalSince1970: 1_760_000_000)
            let talk = try await home.store.conversations.begin(title: "t", at: began)
            for (text, withdrawn) in [("my router password is x", true), ("the router is up", false)] {
                try await home.store.conversations.append(
                    MessageRecord(
                        conversation: talk.id, time: began, role: .user,
                        content: MessageArchive.encode(.user(text)).text, text: text))
                guard withdrawn else { continue }
                try await home.store.conversations.append(
                    MessageRecord(
                        conversation: talk.id, time: began, role: .system,
                        content: MessageArchive.withdrawal(of: 1).text, text: ""))
            }
            try await Self.keep([(.user, "another router")], in: home.store)
            let found = try await TalkSearch(home.store.conversations).findForMinds("router", limit: 8)
            #expect(found.map(\.text) == ["another router"])
        }
    }

    @Test func `the butler finds it by a tool that only looks, and long answers are cut`() async throws {
        try await Homestead.live { home in
            try await Self.keep(
                [
                    (.user, "the router is rebooted on Sundays"),
                    (.assistant, "router " + String(repeating: "x", count: 900)),
                ],
                in: home.store)
            let tool = try #require(ClusterTools.all(home.site, memory: home.store)["memory_search"])
            #expect(tool.least == .green)
            let outcome = try await tool.run(try tool.definition.check(["words": "router"]))
            let said = try #require(outcome.structured?["said"]?.array)
            #expect(Set(said.compactMap { $0["who"]?.string }) == ["operator", "Jarvis"])
            #expect(said.allSatisfy { ($0["text"]?.string?.count ?? 0) <= 602 })
            let none = try #require(ClusterTools.all(home.site)["memory_search"])
            #expect(try await none.run(try none.definition.check(["words": "router"])).ending == .failed)
        }
    }

    @Test func `a mind gets the whole result of a call of this talk, and of no private one`() async throws {
        try await Homestead.live { home in
            let content = HandedText("101 immich\n114 vaultwarden", from: "get_vms", title: "t").content
            let messages = [
                Message.user("which are there"),
                Message(
                    role: .assistant,
                    content: [.toolUse(ToolUse(id: "c1", name: "get_vms", input: ["node": "pve"]))]),
                Message(role: .user, content: [.toolResult(ToolResult(id: "c1", content: content))]),
            ]
            let talk = try await home.store.conversations.begin(title: "t", at: .now)
            func keep(_ message: Message) async throws {
                try await home.store.conversations.append(
                    MessageRecord(
                        conversation: talk.id, time: .now, role: .user,
                        content: MessageArchive.encode(message).text, text: message.text))
            }
            for message in messages { try await keep(message) }
            try await CurrentConversation(preferences: home.store.preferences, cluster: "home").set(talk.id)
            let scope = RedactionScope(withheld: ["114", "vaultwarden"])
            let all = ClusterTools.all(home.site, memory: home.store) { scope }
            let tool = try #require(all["memory_search"])
            let found = try await tool.run(try tool.definition.check(["call": "c1"]))
            #expect(found.text.contains("get_vms {\"node\":\"pve\"}\n101 immich\n"))
            #expect(!found.text.contains("vaultwarden"))
            #expect(try await tool.run(try tool.definition.check(["call": "c2"])).ending == .failed)
            #expect(try await tool.run(try tool.definition.check([:])).ending == .failed)
            try await keep(.user("my password is in the safe"))
            #expect(try await tool.run(try tool.definition.check(["call": "c1"])).ending == .failed)
        }
    }
}
