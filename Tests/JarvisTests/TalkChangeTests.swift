import AIKit
import Counterparts
import FoundationEssentials
import JSON
import Memory
import Testing

@testable import Jarvis

/// Going from one conversation to another: resumed, renamed, forked, gone on with from before a question.
@Suite(.timeLimit(.minutes(5)))
struct TalkChangeTests {
    private static func texts(_ talk: ConversationRecord.ID, in store: Store) async throws -> [String] {
        try await store.conversations.messages(of: talk).map(\.text)
    }

    @Test func `an earlier conversation is gone on with, and sent as it was`() async throws {
        let far = Hearing()
        try await Homestead.live(provider: far) { home in
            _ = try await home.ask("one")
            let first = try #require(try await home.store.conversations.list().first).id
            let sent = far.requests.last
            try await home.butler.beginAnew()
            _ = try await home.ask("two")
            let back = try await home.butler.open(first)
            #expect(back.map(\.text) == ["one", "I heard 1."])
            _ = try await home.ask("three")
            #expect(
                try await Self.texts(first, in: home.store) == ["one", "I heard 1.", "three", "I heard 2."])
            let again = try #require(far.requests.last)
            #expect(again.conversation.system == sent?.conversation.system)
            #expect(again.conversation.messages.first == sent?.conversation.messages.first)
            let notes = try await Talks(home.store).notes(of: "home")
            #expect(notes.map(\.title) == ["one", "two"] && notes.map(\.questions) == [2, 1])
            #expect(notes.map(\.isCurrent) == [true, false] && notes[0].models == ["script-1"])
        }
    }

    @Test func `a conversation of another cluster, or one that was forgotten, is not gone on with`()
        async throws
    {
        try await Homestead.live { home in
            let other = try await TalkTests.keep(
                [("Is plex up?", TalkTests.answer("It is."))], in: home.store, cluster: "big lab")
            let butler = try home.butler
            await #expect(throws: TalkRefusal("That conversation is about big lab, not home.")) {
                try await butler.open(other)
            }
            let gone = ConversationRecord.ID(rawValue: 999)
            await #expect(throws: TalkRefusal("That conversation was forgotten.")) {
                try await butler.open(gone)
            }
            #expect(try await Talks(home.store).notes(of: "home").isEmpty)
            #expect(try await Talks(home.store).notes(of: "big lab").map(\.title) == ["Is plex up?"])
            #expect(await butler.renameTalk("x") == "There is no conversation yet that could have a name.")
            #expect(await butler.forkTalk() == "There is no conversation yet that could be forked.")
        }
    }

    @Test func `a fork has what was said, and what is said in it leaves the other as it is`() async throws {
        try await Homestead.live(provider: NamedMind(name: "near")) { home in
            _ = try await home.ask("one")
            let butler = try home.butler
            #expect(
                await butler.renameTalk("  Plex \u{1B}[2J  ").hasPrefix("This conversation is called"))
            let first = try #require(try await home.store.conversations.list().first)
            _ = await butler.forkTalk()
            _ = try await home.ask("two")
            let talks = try await home.store.conversations.list()
            #expect(talks.count == 2 && talks[1].id == first.id)
            #expect(talks[0].title == "\(first.title) (fork)" && !first.title.contains("\u{1B}"))
            #expect(try await Self.texts(first.id, in: home.store) == ["one", "I am near."])
            #expect(
                try await Self.texts(talks[0].id, in: home.store) == [
                    "one", "I am near.", "two", "I am near.",
                ])
            // What stands in both is found once.
            #expect(try await TalkSearch(home.store.conversations).find("one").count == 1)
        }
    }

    @Test func `a question that is asked again differently branches, and the old branch stays`() async throws
    {
        try await Homestead.live(provider: NamedMind(name: "near")) { home in
            for question in ["one", "two", "two", "three"] { _ = try await home.ask(question) }
            let butler = try home.butler
            let first = try #require(try await home.store.conversations.list().first)
            let before = try await home.store.conversations.messages(of: first.id)
            try await butler.branch(before: "two", later: 0)
            _ = try await home.ask("two b")
            let talks = try await home.store.conversations.list()
            #expect(
                try await Self.texts(talks[0].id, in: home.store) == [
                    "one", "I am near.", "two", "I am near.", "two b", "I am near.",
                ])
            #expect(try await home.store.conversations.messages(of: first.id) == before)
            // Tokens and bills are those of the branch in which they were paid.
            let copies = try await home.store.conversations.messages(of: talks[0].id).prefix(4)
            #expect(copies.allSatisfy { $0.tokens == TokenCounts() })
            try await butler.branch(before: "one", later: 0)
            _ = try await home.ask("one b")
            let newest = try #require(try await home.store.conversations.list().first)
            #expect(try await Self.texts(newest.id, in: home.store) == ["one b", "I am near."])
            await #expect(throws: TalkRefusal.self) { try await butler.branch(before: "two", later: 0) }
            await #expect(throws: TalkRefusal.self) { try await butler.branch(before: "one b", later: 1) }
            await #expect(throws: TalkRefusal.self) { try await butler.branch(before: "one b", later: -1) }
        }
    }

    @Test func `a branch from before something private may be told to a cloud again, and no fork of it`()
        async throws
    {
        let far = Hearing()
        try await Homestead.live { home in
            let models = [
                AnsweringModel(name: "far", provider: far, privacy: .cloud),
                AnsweringModel(
                    name: "near", provider: NamedMind(name: "near"), privacy: .lan, uses: [.private]),
            ]
            await home.estate.use(Mind(models), of: MindSettings())
            _ = try await home.ask("one")
            _ = try await home.ask("my password is in the safe")
            let butler = try home.butler
            _ = await butler.forkTalk()
            #expect(try await home.ask("why is it slow") == "I am near.")
            try await butler.branch(before: "my password is in the safe", later: 0)
            #expect(try await home.ask("why is it slow") == "I heard 2.")
            #expect(!far.requests.contains { $0.conversation.messages.contains { $0.text.contains("safe") } })
        }
    }

    @Test func `rules ask about all that they would do, and change nothing before`() async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            await butler.ask("restart vaultwarden", plan: true)
            let card = try await home.card()
            #expect(card.steps.count == 1)
            await butler.settle(card.id, .no)
            await butler.rest()
            #expect(
                home.simulator.requests.count { $0.method == "POST" && $0.path.contains("/status/") } == 0)
        }
    }

    @Test func `JSON of a conversation has all of it, with secrets covered`() async throws {
        let store = try Store.temporary().store
        let secret = "0b7a3c9e-1111-4222-8333-444455556666"
        var answer = TalkTests.answer("It is.")
        answer.content.append(
            .toolUse(
                ToolUse(id: "1", name: "get_vms", input: ["note": .string("PVEAPIToken=a@pam!x=\(secret)")])))
        let id = try await TalkTests.keep([("Is PVEAPIToken=root@pam!x=\(secret) good?", answer)], in: store)
        let talk = try #require(try await Talks(store).open(id))
        let text = TalkJSON(talk).text
        #expect(!text.contains(secret))
        let value = try JSONValue(parsing: text)
        #expect(value["cluster"] == "lab" && value["messages"]?.array?.count == 2)
        let said = try #require(value["messages"]?.array?.last)
        #expect(said["role"] == "assistant" && said["time"] == "2026-01-01T12:00:01Z")
        #expect(said["calls"]?.array?.first?["name"] == "get_vms")
    }
}

/// A mind that keeps what it is sent and says how many questions it heard.
private final class Hearing: Provider {
    let id = "script"
    let model = ModelID(rawValue: "script-1")
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    private let asked = Collected<ProviderRequest>()

    var requests: [ProviderRequest] { asked.all }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        asked.add(request)
        let count = request.conversation.messages.count { $0.role == .user && !$0.text.isEmpty }
        return AsyncThrowingStream { stream in
            stream.yield(.completed(.text("I heard \(count).")))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
