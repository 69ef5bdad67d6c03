import AIKit
import ClusterKit
import Counterparts
import FoundationEssentials
import JSON
import Memory
import Synchronization
import Testing

@testable import Jarvis

/// What of a cluster reaches a model that is somebody else's.
@Suite(.timeLimit(.minutes(5)))
struct DiscretionTests {
    private static func settings(_ change: (inout DiscretionSettings) -> Void) -> DiscretionSettings {
        var settings = DiscretionSettings()
        change(&settings)
        return settings
    }

    private func live(
        _ far: HearingModel, _ settings: DiscretionSettings, near: (any Provider)? = nil,
        _ body: (Homestead) async throws -> Void
    ) async throws {
        try await Homestead.live { home in
            let models =
                [
                    AnsweringModel(
                        name: "far", provider: far, privacy: .cloud, uses: Set(QuestionKind.allCases))
                ]
                + (near.map { [AnsweringModel(name: "near", provider: $0, privacy: .lan)] } ?? [])
            await home.estate.use(Mind(models, discretion: settings), of: MindSettings())
            try await body(home)
        }
    }

    @Test func `guests marked as private are told of in nothing that a cloud is sent`() async throws {
        let far = HearingModel(calls: [
            ("get_containers", [:]), ("get_vms", [:]), ("get_guest_config", ["vmid": 114]),
            ("find_guest", ["name": "vault"]), ("get_backups", [:]), ("get_cluster_resources", [:]),
        ])
        let settings = Self.settings { $0.things = [.tag("security"), .thing(.guest(120))] }
        try await live(far, settings) { home in
            let answer = try await home.ask("what is there")
            #expect(answer == "Done.")
        }
        let sent = far.sent
        #expect(sent.contains("postgres") && sent.contains("[private: "))
        for word in ["vaultwarden", "security", "ollama"] { #expect(!sent.contains(word), "\(word)") }
    }

    @Test func `a question that names what is private goes to a model of one's own`() async throws {
        let far = HearingModel(calls: [])
        let settings = Self.settings { $0.things = [.thing(.guest(114))] }
        try await live(far, settings, near: NamedMind(name: "near")) { home in
            let first = try await home.ask("why is the cluster slow")
            #expect(first == "Done.")
            #expect(try await home.ask("why is vaultwarden down") == "I am near.")
            // It is said again with every question of this talk.
            #expect(try await home.ask("why is the cluster slow") == "I am near.")
        }
        #expect(!far.sent.contains("vaultwarden"))
    }

    @Test func `what a model of one's own said of it stays too, and is found by no search from a cloud`()
        async throws
    {
        let far = HearingModel(calls: [("memory_search", ["words": "immich"])])
        let near = Sayer(words: "vaultwarden (114).\nIt runs immich for the family.")
        let settings = Self.settings { $0.things = [.thing(.guest(114))] }
        try await live(far, settings, near: near) { home in
            let butler = try home.butler
            _ = await butler.chooseModel("near")
            let busy = try await home.ask("which is busy")
            #expect(busy.contains("family"))
            _ = await butler.chooseModel("auto")
            _ = try await home.ask("why is the cluster slow")
            #expect(far.sent.isEmpty)
            await butler.beginAnew()
            let found = try await home.ask("why is the cluster slow")
            #expect(found == "Done.")
        }
        #expect(!far.sent.isEmpty && !far.sent.contains("family"))
    }

    @Test func `a guest that is gone stays private, over a restart too, until it is seen and is not`()
        async throws
    {
        let store = try Store.temporary().store
        let settings = Self.settings { $0.things = [.tag("security")] }
        try await Homestead.live { home in
            let first = Discretion(settings, sites: [home.site], preferences: store.preferences)
            let scope = await first.scope()
            #expect(scope.withholds("vaultwarden"))
            // Another house, which sees nothing yet.
            let blind = Discretion(settings, sites: [], preferences: store.preferences)
            #expect(await blind.scope().withholds("is vaultwarden up"))
            let other = Discretion(
                DiscretionSettings(), sites: [home.site], preferences: store.preferences)
            let open = await other.scope()
            #expect(!open.withholds("vaultwarden"))
        }
    }

    @Test func `a program is asked about one thing at a time, and not right after a no`() {
        var rights = VisitorRights()
        let now = ContinuousClock.now
        #expect(rights.begin(at: now) == nil)
        #expect(rights.begin(at: now)?.contains("under way") == true)
        rights.end(wasDeclined: true, at: now)
        #expect(rights.begin(at: now + .seconds(59))?.contains("just said no") == true)
        #expect(rights.begin(at: now + .seconds(60)) == nil)
    }

    @Test func `where only a cloud could answer the rules do`() async throws {
        let far = HearingModel(calls: [])
        let settings = Self.settings { $0.things = [.thing(.guest(114))] }
        try await live(far, settings) { home in
            _ = try await home.ask("is 114 running")
            #expect(home.witness.warnings.contains { $0.contains("what is private stays here") })
        }
        #expect(far.sent.isEmpty)
    }

    @Test func `names and addresses reach a cloud as placeholders, and its calls reach what they mean`()
        async throws
    {
        let far = HearingModel(calls: [("find_guest", ["name": "guest-1"])], says: "guest-1 is well.")
        try await live(far, Self.settings { $0.hides = [.addresses, .names] }) { home in
            let answer = try await home.ask("how is jellyfin")
            #expect(answer == "jellyfin is well.")
            let (card, kept) = try await home.witness.first { event -> (ToolCard, RedactionCount)? in
                guard case .butler(.agent(let event), _) = event else { return nil }
                if case .tool(let card) = event, case .done = card.state { return (card, RedactionCount()) }
                return nil
            }
            #expect(card.arguments == ["name": "jellyfin"] && kept == RedactionCount())
            let summary = try await home.witness.first { event -> RunSummary? in
                if case .butler(.agent(.finished(let summary)), _) = event { summary } else { nil }
            }
            #expect(summary.kept.names >= 1)
        }
        #expect(!far.sent.lowercased().contains("jellyfin"))
    }

    @Test func `on the wire there is neither a name nor a private guest, and the answer has the name again`()
        async throws
    {
        let words = #"data: {"choices":[{"index":0,"delta":{"content":"See guest-"}}]}"#
        let more = #"data: {"choices":[{"index":0,"delta":{"content":"1."}}]}"#
        let end = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
        let server = try Loopback { _ in
            Loopback.Answer(
                body: Array([words, more, end, "data: [DONE]", ""].joined(separator: "\n\n").utf8))
        }
        defer { server.stop() }
        let text = """
            ai: {models: [{name: far, provider: openai, model: m, base_url: "\(server.address)/v1", privacy: cloud}],
              hide: [names], private: [114]}
            """
        let settings = try Configuration(parsing: text, file: "f").ai
        let mind = await settings.mind(environment: [:])
        try await Homestead.live { home in
            await home.estate.use(mind, of: settings)
            let answer = try await home.ask("how is uptime-kuma")
            #expect(answer == "See uptime-kuma.")
            _ = try await home.ask("and vaultwarden")
        }
        let sent = server.requests
        #expect(sent.count == 1 && sent[0].contains("how is guest-1"))
        #expect(!sent[0].contains("uptime-kuma"))
    }

    @Test func `what models of one's own are sent is whole`() async throws {
        let near = HearingModel(calls: [("get_containers", [:])], isLocal: true)
        try await Homestead.live { home in
            let model = AnsweringModel(name: "near", provider: near, privacy: .lan)
            let settings = Self.settings {
                $0.hides = Set(RedactionClass.allCases)
                $0.things = [.tag("security")]
            }
            await home.estate.use(Mind([model], discretion: settings), of: MindSettings())
            _ = try await home.ask("what is there")
        }
        #expect(near.sent.contains("vaultwarden"))
    }

    /// A folder of private notes, and two models that may be told of notes: a cloud's, which is asked first, and one of the
    /// operator's own.
    private func liveWithNotes(
        _ far: HearingModel, _ near: HearingModel, _ body: (Homestead) async throws -> Void
    ) async throws {
        let notes = try Folder()
        defer { notes.remove() }
        for folder in ["letters", "open"] {
            try FileManager.default.createDirectory(
                atPath: notes.path + "/" + folder, withIntermediateDirectories: true)
        }
        try Data("# Letters\nthe ladder leans on the zfs shelf".utf8)
            .write(to: URL(filePath: notes.path + "/letters/a.md"))
        try Data("# Shelf\nthe zfs shelf has a ladder of its own".utf8)
            .write(to: URL(filePath: notes.path + "/open/b.md"))
        let models = [
            AnsweringModel(name: "far", provider: far, privacy: .cloud, uses: Set(QuestionKind.allCases)),
            AnsweringModel(name: "near", provider: near, privacy: .lan),
        ]
        let settings = Self.settings { $0.paths = [notes.path + "/letters"] }
        try await Homestead.live { home in
            let mind = Mind(models, discretion: settings, runbooks: [notes.path])
            await home.estate.use(mind, of: MindSettings())
            // They are read before anybody is asked.
            while try await home.estate.runbooks.search("ladder", limit: 1).passages.isEmpty {
                await Task.yield()
            }
            try await body(home)
        }
    }

    @Test func `a private folder of notes is told to no cloud, whether it looks or is reminded`() async throws
    {
        let far = HearingModel(calls: [("memory_search", ["words": "ladder"])])
        try await liveWithNotes(far, HearingModel(calls: [], isLocal: true)) { home in
            let first = try await home.ask("why is the ladder at the zfs shelf")
            #expect(first == "Done.")
            // Nothing private was said, so the cloud is asked again.
            _ = try await home.ask("why is the cluster slow")
        }
        #expect(far.sent.contains("a ladder of its own") && far.sent.contains("why is the cluster slow"))
        #expect(!far.sent.contains("leans"))
    }

    @Test func `a model of one's own finds private notes, and its talk stays from then on`() async throws {
        let far = HearingModel(calls: [])
        let near = HearingModel(calls: [("memory_search", ["words": "leans"])], isLocal: true)
        try await liveWithNotes(far, near) { home in
            let butler = try home.butler
            _ = await butler.chooseModel("near")
            _ = try await home.ask("what leans")
            #expect(near.sent.contains("leans on the zfs shelf"))
            _ = await butler.chooseModel("auto")
            _ = try await home.ask("why is the cluster slow")
            #expect(far.sent.isEmpty)
            await butler.beginAnew()
            _ = try await home.ask("why is the cluster slow")
        }
        #expect(!far.sent.isEmpty && !far.sent.contains("leans"))
    }

    @Test func `a model of one's own is reminded of private notes, and its talk stays from then on`()
        async throws
    {
        let far = HearingModel(calls: [])
        let near = HearingModel(calls: [], isLocal: true)
        try await liveWithNotes(far, near) { home in
            let butler = try home.butler
            _ = await butler.chooseModel("near")
            _ = try await home.ask("which letters are on the ladder")
            #expect(near.sent.contains("leans on the zfs shelf"))
            _ = await butler.chooseModel("auto")
            _ = try await home.ask("why is the cluster slow")
            #expect(far.sent.isEmpty)
        }
    }

    @Test func `what stands in a private file is left out of what a cloud is sent, however it got there`() {
        let scope = RedactionScope(paths: ["/n/letters", "/n/one.md"])
        func sent(_ structured: JSONValue, _ content: String = "words") -> String {
            let conversation = Conversation(
                system: "s",
                messages: [
                    .user("q"),
                    Message(role: .assistant, content: [.toolUse(ToolUse(id: "a", name: "t", input: [:]))]),
                    Message(
                        role: .user,
                        content: [.toolResult(ToolResult(id: "a", content: content, structured: structured))]),
                ])
            let request = ProviderRequest(conversation: conversation)
            return Redactor().redacted(request, scope).request.conversation.messages[2].toolResults[0].content
        }
        for file in ["/n/letters/a.md:12", "/n/letters/a.md", "/n/one.md:3", "/n/one.md"] {
            #expect(sent(["rows": [["file": .string(file)]]]) == RedactionScope.nothing, "\(file)")
        }
        #expect(sent(["rows": [["file": "/n/other.md:1"]], "text": "/n/letters/a.md"]) == "words")
        // Of very many facts the memory keeps that there were some.
        #expect(sent([:], "file /n/letters/a.md:12") == RedactionScope.nothing)
    }

    @Test func `the settings are read, and mistakes in them named`() throws {
        let text = "ai: {hide: [names, paths], private: [114, 'tag:Security', 'node:pve']}"
        let settings = try Configuration(parsing: text, file: "f").ai.discretion
        #expect(settings.hides == [.names, .paths])
        #expect(settings.things == [.thing(.guest(114)), .tag("security"), .thing(.node("pve"))])
        #expect(try Configuration(parsing: "ai: {hide: []}", file: "f").ai.discretion.hides == [])
        #expect(try Configuration(parsing: "{}", file: "f").ai.discretion.hides == [.addresses])
        let reading = ConfigurationReading("ai: {hide: [faces], private: [vault]}", file: "f")
        #expect(reading.mistakes.all.map(\.key) == ["ai.hide.1", "ai.private.1"])
    }
}

/// A model that keeps what it is sent, makes its calls one after the other, and then says its words.
final class HearingModel: Provider {
    let id = "script"
    let model: ModelID = "claude-haiku-5-5"
    let capabilities: ProviderCapabilities
    private let calls: [(name: String, input: JSONValue)]
    private let words: String
    private let requests = Mutex<[ProviderRequest]>([])

    init(calls: [(String, JSONValue)], says words: String = "Done.", isLocal: Bool = false) {
        self.calls = calls
        self.words = words
        capabilities = ProviderCapabilities(callsTools: true, isLocal: isLocal)
    }

    /// All that it was sent.
    var sent: String {
        requests.withLock { requests in
            requests.map { Self.text(of: $0.conversation) }.joined(separator: "\n")
        }
    }

    private static func text(of conversation: Conversation) -> String {
        var parts = [conversation.system]
        for message in conversation.messages {
            parts += [message.text] + message.handed.map(\.content) + message.circumstances
            parts += message.toolUses.map(\.input.text)
            parts += message.toolResults.map(\.content)
        }
        return parts.joined(separator: "\n")
    }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        requests.withLock { $0.append(request) }
        let made = request.conversation.messages.flatMap(\.toolResults).count
        return AsyncThrowingStream { stream in
            if calls.indices.contains(made) {
                let call = calls[made]
                stream.yield(.toolUseStarted(id: "call-\(made)", name: call.name))
                stream.yield(
                    .completed(.toolUse(ToolUse(id: "call-\(made)", name: call.name, input: call.input))))
                stream.yield(.finished(.toolUse))
            } else {
                stream.yield(.textDelta(words))
                stream.yield(.completed(.text(words)))
                stream.yield(.finished(.endTurn))
            }
            stream.finish()
        }
    }
}

/// A mind that says the same whatever is asked.
private struct Sayer: Provider {
    let id = "near"
    let model: ModelID = "sayer"
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    let words: String

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        AsyncThrowingStream { stream in
            stream.yield(.completed(.text(words)))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
