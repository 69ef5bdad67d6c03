import AIKit
import Counterparts
import Memory
import Testing

@testable import Jarvis

/// How the butler speaks: by the configuration, by a word in the chat, and in the prompt.
@Suite(.timeLimit(.minutes(5)))
struct StyleTests {
    @Test func `a style stands in the configuration, and a wrong one is told`() async throws {
        let settings = try Configuration(parsing: "ai: {style: info}", file: "f").ai
        #expect(settings.style == .info && MindSettings().style == .work)
        #expect(await settings.mind(environment: [:]).style == .info)
        let reading = ConfigurationReading("ai: {style: rude}", file: "f")
        #expect(reading.mistakes.all.map(\.key) == ["ai.style"])
        #expect(reading.configuration.ai.style == .work)
    }

    @Test func `a word chooses it for every cluster, and auto leaves it to the configuration`() async throws {
        let store = try Store.temporary().store
        let desk = StyleDesk(preferences: store.preferences, configured: .casual)
        #expect(
            await desk.reply(to: "")
                == "I speak in the style casual, as ai.style has it; there are casual, work, info, and /style with one of "
                + "them chooses.")
        #expect(
            await desk.reply(to: " INFO ")
                == "From the next question on I speak in the style info, bare facts.")
        let other = StyleDesk(preferences: store.preferences, configured: .work)
        #expect(try await other.style() == .info)
        #expect(await other.reply(to: "").hasPrefix("You chose the style info, bare facts; there are"))
        #expect(
            await desk.reply(to: "ru\u{1B}de")
                == "There is no style \"ru␛de\"; there are casual, work, info, and auto.")
        #expect(try await desk.style() == .info)
        #expect(
            await desk.reply(to: "auto") == "From the next question on I speak as ai.style has it: casual.")
        #expect(try await desk.style() == .casual)
        #expect(try await other.style() == .work)
    }

    @Test func `the prompt changes with the style and with nothing else`() async throws {
        let mind = ReasoningMind()
        try await Homestead.live(provider: mind) { home in
            let butler = try home.butler
            _ = try await home.ask("one")
            _ = try await home.ask("two")
            _ = await butler.chooseStyle("info")
            _ = try await home.ask("three")
            _ = try await home.ask("four")
            await home.estate.use(Mind([model(mind)], style: .casual), of: MindSettings())
            _ = try await home.ask("five")
            _ = await butler.chooseStyle("auto")
            _ = try await home.ask("six")
            let styles: [ButlerStyle] = [.work, .work, .info, .info, .info, .casual]
            #expect(mind.requests.map(\.conversation.system) == styles.map { Persona.prompt($0) })
            #expect(mind.requests.map(\.style) == styles)
        }
    }

    private func model(_ mind: ReasoningMind) -> AnsweringModel {
        AnsweringModel(name: "script", provider: mind, privacy: .lan, uses: Set(QuestionKind.allCases))
    }

    @Test func `reasoning that was thought under another prompt is not sent again, after a restart either`()
        async throws
    {
        let mind = ReasoningMind()
        try await Homestead.live(provider: mind) { home in
            let butler = try home.butler
            await butler.ask("one")
            await butler.ask("two")
            await butler.rest()
            #expect(mind.thoughts == [0, 1])
            _ = await butler.chooseStyle("info")
            await butler.ask("three")
            await butler.ask("four")
            await butler.rest()
            #expect(mind.thoughts == [0, 1, 0, 1])
            // As it is after a restart.
            let back = try await butler.resume()
            #expect(back.map(\.thoughts) == [0, 0, 0, 0, 0, 1, 0, 1])
            await butler.ask("five")
            await butler.rest()
            #expect(mind.thoughts.last == 2)
            let talk = try #require(try await home.store.conversations.list().first)
            let rows = try await home.store.conversations.messages(of: talk.id)
            #expect(rows.count { $0.role == .system } == 1)
        }
    }

    @Test func `a talk that begins in another style is noted once, and what follows keeps its reasoning`()
        async throws
    {
        let mind = ReasoningMind()
        try await Homestead.live(provider: mind) { home in
            let butler = try home.butler
            _ = await butler.chooseStyle("casual")
            await butler.ask("one")
            await butler.ask("two")
            await butler.rest()
            #expect(mind.thoughts == [0, 1])
            let talk = try #require(try await home.store.conversations.list().first)
            let rows = try await home.store.conversations.messages(of: talk.id)
            #expect(rows.count { $0.role == .system } == 1)
            #expect(MessageArchive.kept(rows).style == .casual)
            #expect(try await Talks(home.store).open(talk.id)?.style == .casual)
        }
    }

    @Test func `what is no style any more changes nothing`() {
        let rows = [MessageArchive.encode(.user("a")), ["style": "baroque"]].map { value in
            MessageRecord(
                conversation: ConversationRecord.ID(rawValue: 1), time: .now, role: .system,
                content: value.text, text: "")
        }
        let read = MessageArchive.kept(rows)
        #expect(read.messages.map(\.message) == [.user("a")] && read.unreadable == 0 && read.style == .work)
    }
}

extension Message {
    /// Its blocks of reasoning.
    fileprivate var thoughts: Int {
        content.count { if case .thinking = $0 { true } else { false } }
    }
}

/// A mind that reasons before each answer, and keeps what it is sent.
private final class ReasoningMind: Provider {
    let id = "script"
    let model = ModelID(rawValue: "script-1")
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    private let asked = Collected<ProviderRequest>()

    var requests: [ProviderRequest] { asked.all }

    /// How much reasoning was sent with each question.
    var thoughts: [Int] { requests.map { $0.conversation.messages.reduce(0) { $0 + $1.thoughts } } }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        asked.add(request)
        return AsyncThrowingStream { stream in
            stream.yield(.completed(.thinking(.signed(text: "Hm.", signature: "s"))))
            stream.yield(.completed(.text("Well.")))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
