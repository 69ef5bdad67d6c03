import AIKit
import Counterparts
import Memory
import Synchronization
import Testing

@testable import Jarvis

/// Who answers when there are several models, and what is said of it.
@Suite(.timeLimit(.minutes(5)))
struct CounselTests {
    private static func model(
        _ provider: any Provider, _ name: String, _ privacy: ModelPrivacy,
        uses: Set<QuestionKind> = Set(QuestionKind.allCases)
    ) -> AnsweringModel {
        AnsweringModel(name: name, provider: provider, privacy: privacy, uses: uses)
    }

    private func live(_ models: [AnsweringModel], _ body: (Homestead) async throws -> Void) async throws {
        try await Homestead.live { home in
            await home.estate.use(Mind(models), of: MindSettings())
            try await body(home)
        }
    }

    /// Who has answered last, as the top line shows it.
    private func shown(_ home: Homestead, _ model: ModelID) async throws {
        _ = try await home.witness.first { event in
            if case .butler(.answers(model), "home") = event { true } else { nil }
        }
    }

    @Test func `a model that does not answer gives way to the next, and the question is kept once`()
        async throws
    {
        let dead = FailingMind()
        let models = [Self.model(dead, "qwen", .lan), Self.model(NamedMind(name: "haiku"), "claude", .cloud)]
        try await live(models) { home in
            #expect(try await home.ask("who are you") == "I am haiku.")
            let talk = try #require(try await home.store.conversations.list().first)
            let messages = try await home.store.conversations.messages(of: talk.id)
            #expect(messages.map(\.text) == ["who are you", "I am haiku."])
            #expect(messages.last?.model == "haiku")
            #expect(
                home.witness.warnings == [
                    "qwen does not answer: claude answers instead. The model server cannot be reached: a test. [J-AI-100]"
                ])
            let line = try await home.witness.line("model.failover")
            #expect(line.title == "qwen does not answer: claude answers instead" && line.cluster == "home")
            #expect(line.detail?.hasPrefix("The model server cannot be reached: a test. [J-") == true)
            #expect(line.detail.flatMap { Explanation.code(atEndOf: $0) } != nil)
            try await shown(home, "haiku")
        }
    }

    @Test func `of servers that are set up in a file the one that stands answers`() async throws {
        let gone = try Loopback { _ in Loopback.Answer(headers: [], body: []) }
        gone.stop()
        let words = #"data: {"choices":[{"index":0,"delta":{"content":"Here."}}]}"#
        let end = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
        let server = try Loopback { _ in
            Loopback.Answer(
                headers: ["Content-Type: text/event-stream"],
                body: Array("\(words)\n\n\(end)\n\ndata: [DONE]\n\n".utf8))
        }
        defer { server.stop() }
        let text = """
            ai: {models: [{name: one, provider: openai, model: m, base_url: "\(gone.address)/v1"},
              {name: two, provider: openai, model: n, base_url: "\(server.address)/v1"}]}
            """
        let settings = try Configuration(parsing: text, file: "f").ai
        let mind = await settings.mind(environment: [:])
        #expect(mind.models.map(\.name) == ["one", "two"])
        try await Homestead.live { home in
            await home.estate.use(mind, of: settings)
            let answer = try await home.ask("status")
            #expect(answer == "Here.")
            let warning = try #require(home.witness.warnings.first)
            #expect(
                warning.hasPrefix(
                    "one does not answer: two answers instead. The model server cannot be reached: 127.0.0.1:"
                ))
            #expect(home.witness.warnings.count == 1)
        }
    }

    @Test func `what was shown of an answer stands, and nobody else begins anew`() async throws {
        let models = [
            Self.model(FailingMind(saying: "Well, "), "qwen", .lan),
            Self.model(NamedMind(name: "haiku"), "claude", .cloud),
        ]
        try await live(models) { home in
            _ = try await home.ask("who are you")
            let failure = try await home.witness.first { event in
                if case .butler(.agent(.failed(let failure, _)), _) = event { failure } else { nil }
            }
            #expect(failure == .provider(.offline(detail: "a test")))
            #expect(home.witness.warnings == [])
        }
    }

    @Test func `the only model's failure is told, and no rules step in`() async throws {
        try await live([Self.model(FailingMind(), "qwen", .lan)]) { home in
            for _ in 0..<4 { _ = try await home.ask("status") }
            #expect(home.witness.warnings == [])
            let talk = try await home.butler.resume()
            #expect(talk.isEmpty)
        }
    }

    @Test func `a local model that loses its way is relieved, and what it found is gone on with`()
        async throws
    {
        let local = StumblingMind()
        let far = HearingMind()
        let models = [
            Self.model(local, "qwen", .lan),
            Self.model(far, "claude", .cloud, uses: [.read, .diagnose, .act]),
        ]
        try await live(models) { home in
            let answer = try await home.ask("how many guests run")
            #expect(answer == "I heard of 3 results.")
            #expect(home.witness.warnings == ["qwen lost its way: claude goes on."])
            let talk = try #require(try await home.store.conversations.list().first)
            let messages = try await home.store.conversations.messages(of: talk.id)
            #expect(messages.filter { $0.text == "how many guests run" }.count == 1)
            // What is asked next begins with the local one again.
            #expect(try await home.ask("and how many are down") == "I heard of 6 results.")
        }
    }

    @Test func `nobody relieves it where what is asked is private, or where it was chosen`() async throws {
        let models = [
            Self.model(StumblingMind(), "qwen", .lan),
            Self.model(HearingMind(), "claude", .cloud, uses: [.read, .diagnose, .act]),
        ]
        try await live(models) { home in
            #expect(try await home.ask("this is private: how many guests run") == "I give up.")
            let butler = try home.butler
            await butler.beginAnew()
            _ = await butler.chooseModel("qwen")
            #expect(try await home.ask("how many guests run") == "I give up.")
            #expect(home.witness.warnings == [])
        }
    }

    @Test func `how a model is counts from its first question, and one failure is told until it answers`()
        async throws
    {
        let refused = FailingMind(with: .authentication(detail: "401"))
        let models = [
            Self.model(refused, "claude", .cloud), Self.model(NamedMind(name: "near"), "qwen", .lan),
        ]
        try await live(models) { home in
            #expect(try await home.ask("status") == "I am near.")
            let butler = try home.butler
            let before = await butler.chooseModel("")
            #expect(before.contains("- claude (broken, cloud) was not asked yet"))
            #expect(before.contains("- qwen (near, on this network) is well"))
            _ = await butler.chooseModel("claude")
            #expect(try await home.ask("status") == "I am near.")
            let after = await butler.chooseModel("")
            let line =
                /- claude \(broken, cloud\) failed \(\d\d:\d\d: The model server does not accept the API key \(401\).*\[J-AI-401\]\)/
            #expect(after.contains(line), "\(after)")
            #expect(after.contains("- qwen (near, on this network) is well"))
        }
    }

    @Test func `a model whose key cannot be read is not asked, says why, and the next one answers`()
        async throws
    {
        let server = try Loopback { _ in
            Loopback.Answer(
                headers: ["Content-Type: text/event-stream"],
                body: Array(
                    (#"data: {"choices":[{"index":0,"delta":{"content":"Here."},"finish_reason":"stop"}]}"#
                        + "\n\ndata: [DONE]\n\n").utf8))
        }
        defer { server.stop() }
        let text = """
            ai: {models: [{name: far, provider: anthropic, model: m, key: {env: NOT_SET}},
              {name: near, provider: openai, model: n, base_url: "\(server.address)/v1"}]}
            """
        let settings = try Configuration(parsing: text, file: "f").ai
        let mind = await settings.mind(environment: [:])
        let reason =
            "ai.models.far.key: the environment variable NOT_SET is not set; export it before starting Jarvis."
        #expect(mind.faults == ["far cannot be asked. \(reason)"])
        let whole = await settings.mind(environment: ["NOT_SET": "key"])
        #expect(whole.faults == [])
        try await Homestead.live { home in
            await home.estate.use(mind, of: settings)
            #expect(try await home.ask("why is jellyfin slow") == "Here.")
            let list = try await home.butler.chooseModel("")
            #expect(list.contains("- far (m, cloud) cannot be asked: \(reason)"))
        }
    }

    @Test func `after three failures a model is not asked for a while`() async throws {
        let dead = FailingMind()
        let models = [Self.model(dead, "qwen", .lan), Self.model(NamedMind(name: "haiku"), "claude", .cloud)]
        try await live(models) { home in
            for _ in 0..<5 { #expect(try await home.ask("status") == "I am haiku.") }
            #expect(dead.asked == 3)
            let list = try await home.butler.chooseModel("")
            let line =
                /- qwen \(broken, on this network\) does not answer, and is asked again in \d+ s \(\d\d:\d\d: The model server cannot be reached: a test. \[J-AI-100\]\)/
            #expect(list.contains(line), "\(list)")
            #expect(list.contains("- claude (haiku, cloud) is well"))
        }
    }

    @Test func `when all fail the rules answer`() async throws {
        let models = [Self.model(FailingMind(), "a", .lan), Self.model(FailingMind(), "b", .cloud)]
        try await live(models) { home in
            let answer = try await home.ask("status")
            #expect(answer.contains("4 of 4 nodes online"))
            #expect(
                home.witness.warnings
                    == ["a does not answer: b answers", "b does not answer: the rules answer"].map {
                        "\($0) instead. The model server cannot be reached: a test. [J-AI-100]"
                    })
        }
    }

    @Test func `what is private stays on the network, as long as the talk lasts`() async throws {
        let far = NamedMind(name: "far")
        let models = [
            Self.model(far, "far", .cloud, uses: ModelPrivacy.cloud.usualUses),
            Self.model(NamedMind(name: "near"), "near", .lan, uses: ModelPrivacy.lan.usualUses),
        ]
        try await live(models) { home in
            let butler = try home.butler
            #expect(try await home.ask("why is it slow") == "I am far.")
            await butler.ask(
                "what is this", handed: [HandedText("key", from: "shell.screen", title: "@screen")])
            #expect(try await home.ask("why is it slow") == "I am near.")
            await butler.beginAnew()
            #expect(try await home.ask("why is it slow") == "I am far.")
        }
    }

    @Test func `where nobody on the network can, the rules answer what is private, and say why`() async throws
    {
        let models = [
            Self.model(NamedMind(name: "a"), "a", .cloud, uses: ModelPrivacy.cloud.usualUses),
            Self.model(NamedMind(name: "b"), "b", .cloud, uses: ModelPrivacy.cloud.usualUses),
        ]
        try await live(models) { home in
            _ = try await home.ask("this is private: status")
            #expect(
                home.witness.warnings == [
                    "The rules answer: a is not on this network, and what is private stays here; "
                        + "b is not on this network, and what is private stays here."
                ])
        }
    }

    @Test func `the operator's choice is kept, and taken back with auto`() async throws {
        let models = [
            Self.model(NamedMind(name: "near"), "near", .lan),
            Self.model(NamedMind(name: "far"), "far", .cloud),
        ]
        try await live(models) { home in
            let butler = try home.butler
            #expect(try await home.ask("status") == "I am near.")
            #expect(await butler.chooseModel("FAR") == "From the next question on far answers.")
            #expect(try await home.ask("status") == "I am far.")
            let summary = try await home.witness.first { event -> RunSummary? in
                guard case .butler(.agent(.finished(let summary)), _) = event else { return nil }
                return summary.author == nil ? nil : summary
            }
            #expect(summary.author == "far: you chose it")
            #expect(await butler.chooseModel("").hasSuffix("You chose far; /model auto leaves it to me."))
            #expect(
                await butler.chooseModel("gpt")
                    == "There is no model \"gpt\"; there are near, far, offline, and auto.")
            #expect(await butler.chooseModel("offline") == "From the next question on the rules answer.")
            let answer = try await home.ask("status")
            #expect(answer.contains("4 of 4 nodes online"))
            #expect(
                await butler.chooseModel("auto") == "From the next question on I choose by what is asked.")
            #expect(try await home.ask("status") == "I am near.")
            #expect(home.witness.warnings == [])
        }
    }

    @Test func `without models there is nothing to choose`() async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            #expect(await butler.chooseModel("x").hasPrefix("No model is configured, so the rules"))
        }
    }

    @Test func `ask takes a model for one question, and no other name`() async throws {
        let models = [
            Self.model(NamedMind(name: "near"), "near", .lan),
            Self.model(NamedMind(name: "far"), "far", .cloud),
        ]
        try await live(models) { home in
            let ending = await Errand.ask.run(in: home.estate, ["status", "", "far"]) { _ in }
            #expect(ending.code == 0)
            let talk = try #require(try await home.store.conversations.list().first)
            let messages = try await home.store.conversations.messages(of: talk.id)
            #expect(messages.last?.text == "I am far.")
            let refused = await Errand.ask.run(in: home.estate, ["status", "", "x"]) { _ in }
            #expect(refused.code == ExitStatus.usage.rawValue)
            #expect(refused.text == "There is no model \"x\"; there are near, far, offline, and auto.")
        }
    }
}

/// A mind whose server cannot be reached, after it has said a word or without one.
private final class FailingMind: Provider {
    let id = "script"
    let model: ModelID = "broken"
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    private let word: String?
    private let count = Mutex(0)

    private let error: ProviderError

    init(saying word: String? = nil, with error: ProviderError = .offline(detail: "a test")) {
        self.word = word
        self.error = error
    }

    /// How often it was asked.
    var asked: Int { count.withLock { $0 } }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        count.withLock { $0 += 1 }
        return AsyncThrowingStream { stream in
            if let word { stream.yield(.textDelta(word)) }
            stream.finish(throwing: error)
        }
    }
}

/// A local mind that calls what there is not, and the same thing twice.
private struct StumblingMind: Provider {
    let id = "script"
    let model: ModelID = "stumbling"
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        let messages = request.conversation.messages
        let asked = messages.lastIndex { $0.role == .user && !$0.text.isEmpty } ?? 0
        let made = messages[asked...].flatMap(\.toolUses).count
        return AsyncThrowingStream { stream in
            let names = ["get_cluster_status", "count_guests", "get_everything"]
            if names.indices.contains(made) {
                let use = ToolUse(id: "s\(messages.count)", name: names[made], input: [:])
                stream.yield(.textDelta("Let me see. "))
                stream.yield(.completed(.toolUse(use)))
                stream.yield(.finished(.toolUse))
            } else {
                stream.yield(.completed(.text("I give up.")))
                stream.yield(.finished(.endTurn))
            }
            stream.finish()
        }
    }
}

/// A mind that says how many results there are in what it was sent.
private struct HearingMind: Provider {
    let id = "far"
    let model: ModelID = "claude-haiku-5-5"
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: false)

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        let count = request.conversation.messages.flatMap(\.toolResults).count
        return AsyncThrowingStream { stream in
            stream.yield(.completed(.text("I heard of \(count) results.")))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
