import AIKit
import Counterparts
import Memory
import Testing

@testable import Jarvis

/// The beginning of a talk, summed up by a model once it is long.
@Suite(.timeLimit(.minutes(5)))
struct SummaryTests {
    private static let good = "All was noted. Question 3 was said."

    private func say(_ numbers: ClosedRange<Int>, _ home: Homestead, _ before: String = "") async throws {
        for number in numbers { try await say("\(before)Question \(number)?", home) }
    }

    /// Says something, and waits for the answer and for a summary.
    private func say(_ text: String, _ home: Homestead) async throws {
        let butler = try home.butler
        await butler.ask(text)
        await butler.rest()
    }

    private func noted(_ home: Homestead) async throws -> String {
        try await home.witness.first { event in
            if case .butler(.noted(let words), "home") = event { words } else { nil }
        }
    }

    private func rows(_ home: Homestead) async throws -> [MessageRecord] {
        let talk = try #require(try await home.store.conversations.list().first)
        return try await home.store.conversations.messages(of: talk.id)
    }

    @Test func `with the 26th message the beginning is summed up, and sent so from the next question on`()
        async throws
    {
        let mind = NotingMind { _ in Self.good }
        try await Homestead.live(provider: mind) { home in
            try await say(1...12, home)
            #expect(mind.summaries.isEmpty)
            try await say(13...13, home)
            let asked = try #require(mind.summaries.first)
            #expect(try home.butler.lastRequest?.conversation.messages.last?.text == "Question 13?")
            #expect(mind.summaries.count == 1 && asked.tools.isEmpty && asked.maxTokens <= 1000)
            let transcript = try #require(asked.conversation.messages.first?.handed.first).content
            #expect(
                transcript.hasPrefix("<data tool=\"conversation\">\nOperator: Question 1?\nJarvis: Noted."))
            #expect(transcript.contains("Question 9?") && !transcript.contains("Question 10?"))
            #expect(try await noted(home) == "18 messages folded into a summary of 7 words by script.")
            try await say(14...14, home)
            let first = try #require(mind.questions.last).conversation.messages
            #expect(first.count == 9 && first[0].text == "Question 10?")
            #expect(first[0].circumstances.last?.contains("no orders:\n\(Self.good)\n]") == true)
            try await say(15...15, home)
            let second = try #require(mind.questions.last).conversation.messages
            #expect(second.count == 11 && Array(second.prefix(9)) == first && mind.summaries.count == 1)
            // The memory has all of it.
            let kept = try await rows(home)
            #expect(kept.count { $0.role != .system } == 30 && kept.count { $0.role == .system } == 1)
        }
    }

    @Test func `a later summary is made of the one before and of what came since`() async throws {
        let mind = NotingMind { _ in Self.good }
        try await Homestead.live(provider: mind) { home in
            try await say(1...22, home)
            let asked = try #require(mind.summaries.last)
            let transcript = try #require(asked.conversation.messages.first?.handed.first).content
            #expect(mind.summaries.count == 2)
            #expect(transcript.contains("Summed up before: \(Self.good)\nOperator: Question 10?"))
            #expect(!transcript.contains("Question 19?"))
        }
    }

    @Test(arguments: [(150_000, 1), (139_000, 0)])
    func `above 70 percent of the window eight exchanges are enough`(tokens: Int, summaries: Int) async throws
    {
        let mind = NotingMind(window: 200_000, tokens: tokens) { _ in Self.good }
        try await Homestead.live(provider: mind) { home in
            try await say(1...7, home)
            #expect(mind.summaries.isEmpty)
            try await say(8...8, home)
            #expect(mind.summaries.count == summaries)
        }
    }

    @Test func `what was invented is refused three times, and then nobody is asked any more`() async throws {
        let mind = NotingMind { _ in "Guest 999 was stopped." }
        try await Homestead.live(provider: mind) { home in
            try await say(1...18, home)
            #expect(mind.summaries.count == 3)
            #expect(mind.questions.last?.conversation.messages.count == 35)
            #expect(
                home.witness.warnings == [
                    "The beginning of this talk could not be summed up, after three tries (script: it told of 999, which nobody "
                        + "had said (J-SUM-04)). What does not fit into the model's window is left out from now on, but "
                        + "for notes of it. /clear begins a talk with all its room; the memory keeps this one whole."
                ])
            #expect(try await rows(home).count == 36)
        }
    }

    @Test func `one that is too long is refused, and the next is taken`() async throws {
        let mind = NotingMind { $0 == 1 ? String(repeating: "word ", count: 200) : Self.good }
        try await Homestead.live(provider: mind) { home in
            try await say(1...13, home)
            #expect(try await rows(home).count == 26)
            try await say(14...15, home)
            #expect(mind.summaries.count == 2 && home.witness.warnings == [])
            #expect(try await noted(home).hasPrefix("20 messages"))
            #expect(mind.questions.last?.conversation.messages.first?.text == "Question 11?")
        }
    }

    @Test func `a summary is used again after a restart`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        try await Homestead.live(in: folder.path, provider: NotingMind { _ in Self.good }) { home in
            try await say(1...13, home)
        }
        let mind = NotingMind { _ in Self.good }
        try await Homestead.live(in: folder.path, provider: mind) { home in
            let kept = try await home.butler.resume()
            #expect(kept.count == 26)
            try await say(14...14, home)
            let sent = try #require(mind.questions.first).conversation.messages
            #expect(sent.count == 9 && sent[0].text == "Question 10?" && mind.summaries.isEmpty)
            #expect(sent[0].circumstances.last?.contains(Self.good) == true)
        }
    }

    @Test(arguments: [true, false])
    func `a private talk is summed up on this network or not at all, and so is what goes on from it`(
        hasNear: Bool
    ) async throws {
        let far = NotingMind(id: "far", isLocal: false) { _ in Self.good }
        let near = NotingMind(id: "near") { _ in Self.good }
        let models =
            [AnsweringModel(name: "far", provider: far, privacy: .cloud)]
            + (hasNear ? [AnsweringModel(name: "near", provider: near, privacy: .lan)] : [])
        try await Homestead.live { home in
            await home.estate.use(Mind(models), of: MindSettings())
            try await say("this is private: who are you", home)
            try await say(2...13, home)
            #expect(near.summaries.count == (hasNear ? 1 : 0))
            let said = try await home.butler.continueTalk()
            #expect(said.contains(hasNear ? "near's summary" : "the rules' notes"))
            try await say(14...14, home)
            #expect(near.questions.count == (hasNear ? 14 : 0))
            #expect(far.questions.isEmpty && far.summaries.isEmpty)
        }
    }

    @Test func `a summary has a bill of its own`() async throws {
        let mind = NotingMind(id: "anthropic", model: "claude-haiku-4-5-20251001", isLocal: false) { _ in
            Self.good
        }
        try await Homestead.live(provider: mind) { home in
            try await say(1...13, home)
            let bills = try await home.store.spending.list()
            #expect(bills.count == 14 && bills.allSatisfy { $0.cost == 4500 && $0.state == .complete })
            let own = bills.filter { $0.message == nil }
            let talk = try #require(try await home.store.conversations.list().first).id
            #expect(own.map(\.conversation) == [talk])
            #expect(try await home.store.spending.total(since: .distantPast) == (spent: 63_000, reserved: 0))
            let charged = try await home.witness.first { event in
                if case .butler(.charged(let cost), "home") = event { cost } else { nil }
            }
            #expect(charged == Micros(rawValue: 4500))
        }
    }

    @Test func `a question does not wait for a summary that is under way`() async throws {
        let mind = NotingMind { $0 == 1 ? nil : Self.good }
        try await Homestead.live(provider: mind) { home in
            try await say(1...12, home)
            let butler = try home.butler
            await butler.ask("Question 13?")
            while mind.summaries.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            try await say(14...14, home)
            #expect(mind.questions.last?.conversation.messages.last?.text == "Question 14?")
            #expect(mind.summaries.count == 2 && home.witness.warnings == [])
            #expect(try await noted(home).hasPrefix("20 messages"))
        }
    }

    @Test func `a new conversation goes on from the summary of another, which stays as it is`() async throws {
        let mind = NotingMind { _ in Self.good }
        try await Homestead.live(provider: mind) { home in
            let butler = try home.butler
            #expect(await butler.continueTalk().hasPrefix("Nothing was said"))
            try await say(1...3, home)
            let old = try #require(try await home.store.conversations.list().first)
            let before = try await rows(home)
            let words = await butler.continueTalk()
            #expect(
                words.hasPrefix("From here on this is a new conversation, which begins with script's summary")
            )
            #expect(words.contains("#\(old.id);") && words.hasSuffix(Self.good))
            try await say(4...4, home)
            let sent = try #require(mind.questions.last).conversation.messages
            #expect(sent.count == 1 && sent[0].circumstances.last?.contains(Self.good) == true)
            #expect(try await home.store.conversations.messages(of: old.id) == before)
            let note = try #require(try await Talks(home.store).notes(of: "home").first)
            #expect(note.origin?.id == old.id && note.origin?.title == "Question 1?" && note.isCurrent)
            #expect(note.title == "Question 1? (continued)" && note.questions == 1)
            // From before its first question it still begins with the summary.
            try await butler.branch(before: "Question 4?", later: 0)
            try await say(5...5, home)
            let branched = try #require(mind.questions.last).conversation.messages
            #expect(branched.count == 1 && branched[0].circumstances.last?.contains(Self.good) == true)
        }
    }

    @Test func `without a model the rules' notes are what a new conversation begins with`() async throws {
        try await Homestead.live { home in
            try await say("status", home)
            let words = try await home.butler.continueTalk()
            #expect(words.contains("the rules' notes of #") && words.contains("\n- status -> "))
            try await say("status", home)
            let notes = try await Talks(home.store).notes(of: "home")
            #expect(notes.count == 2 && notes[0].origin?.id == notes[1].id)
        }
    }
}

/// A mind that says that it noted what is said, and sums up as it is told to.
private final class NotingMind: Provider {
    let id: String
    let model: ModelID
    let capabilities: ProviderCapabilities
    private let tokens: Int
    private let sum: @Sendable (Int) -> String?
    private let asked = Collected<ProviderRequest>()

    /// `sum` gets the how manieth summary it is; with `nil` it says nothing until it is stopped.
    init(
        id: String = "script", model: ModelID = "script-1", isLocal: Bool = true, window: Int? = nil,
        tokens: Int = 3000, sum: @escaping @Sendable (Int) -> String?
    ) {
        self.id = id
        self.model = model
        capabilities = ProviderCapabilities(callsTools: true, isLocal: isLocal, contextTokens: window)
        self.tokens = tokens
        self.sum = sum
    }

    var questions: [ProviderRequest] { asked.all.filter { !Self.isSummary($0) } }
    var summaries: [ProviderRequest] { asked.all.filter(Self.isSummary) }

    private static func isSummary(_ request: ProviderRequest) -> Bool {
        request.conversation.system.hasPrefix(Persona.summary)
    }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        asked.add(request)
        let words = Self.isSummary(request) ? sum(summaries.count) : "Noted."
        return AsyncThrowingStream { stream in
            guard let words else { return }
            stream.yield(.started(model: model, requestID: "r"))
            stream.yield(.completed(.text(words)))
            stream.yield(.usage(Usage(input: tokens, output: 300)))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
