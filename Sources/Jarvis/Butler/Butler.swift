import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Memory

/// The butler of one cluster: his conversation, his tools and the operator's own actions, all through one gate and
/// into one memory.
package actor Butler {
    private let site: Site
    private let store: Store
    private let agent: Agent
    private let hand: Agent
    private let questions: OpenQuestions
    private let show: @Sendable (ButlerEvent) -> Void
    private var conversation = Conversation(system: Persona.prompt)
    private var record: ConversationRecord?
    private var run: Task<Void, Never>?
    private var lastAction = 0

    package init(
        site: Site, store: Store, provider: any Provider, gate: SafetyGate = SafetyGate(),
        show: @escaping @Sendable (ButlerEvent) -> Void
    ) {
        self.site = site
        self.store = store
        self.show = show
        let questions = OpenQuestions(show: show)
        let trail = AuditTrail(log: store.audit, cluster: site.name)
        self.questions = questions
        let desk = ApprovalDesk()
        agent = Agent(
            provider: provider, tools: ClusterTools.all(site), desk: desk, gate: { gate },
            audit: { try await trail.write($0) }, confirm: { await questions.ask($0) })
        // A shutdown may take its whole minute, and a busy node a while on top.
        hand = Agent(
            provider: provider, tools: HandTools.all(site), limits: AgentLimits(toolTime: .seconds(240)),
            desk: desk, gate: { gate }, audit: { try await trail.write($0) },
            confirm: { await questions.ask($0) })
    }

    /// Who answers.
    package nonisolated var model: ModelID { agent.provider.model }

    /// Answers what the operator said, after whatever he is answering now.
    package func ask(_ text: String) {
        let before = run
        run = Task {
            await before?.value
            await answer(text)
        }
    }

    /// Returns when nothing is left to answer and everything that was said is remembered.
    package func rest() async {
        await run?.value
    }

    /// Stops the answer under way.
    package func cancel() {
        run?.cancel()
    }

    /// The operator's word on a card.
    package func settle(_ id: ConfirmationCard.ID, _ answer: CardAnswer) async {
        await questions.answer(id, answer)
    }

    /// Forgets what was said, for a new beginning; the memory keeps it.
    package func beginAnew() {
        conversation = Conversation(system: Persona.prompt)
        record = nil
    }

    /// The newest conversation, as it was when the house last stood; `nil` when there is none.
    package func resume() async throws(MemoryError) -> [Message] {
        guard let last = try await store.conversations.list(limit: 1).first else { return [] }
        let messages = try await store.conversations.messages(of: last.id).compactMap { kept in
            (try? JSONValue(parsing: kept.content)).flatMap(MessageArchive.decode)
        }
        record = last
        conversation = Conversation(system: Persona.prompt, messages: messages)
        return conversation.messages
    }

    /// Does what the operator's own hand wants with a guest, through the gate like everything else.
    package func carryOut(_ action: GuestAction, on guest: GuestID) async {
        lastAction += 1
        let id = lastAction
        let name = await site.snapshot.guest(guest.vmid)?.name
        let title = "\(action.verb) \(guest.vmid)" + (name.map { " (\($0))" } ?? "")
        let use = ToolUse(
            id: "hand-\(id)", name: HandTools.name(of: action), input: ["vmid": .integer(guest.vmid.number)])
        let show = show
        _ = await hand.carryOut(use, asker: .finger) { event in
            guard case .tool(let card) = event, let stage = HandReport.Stage(card.state) else { return }
            show(.hand(HandReport(id: id, title: title, stage: stage)))
        }
    }

    private func answer(_ text: String) async {
        let (appended, appending) = AsyncStream.makeStream(of: Message.self)
        let keeper = Task {
            for await message in appended { await keep(message) }
        }
        let show = show
        conversation = await agent.run(text, in: conversation) { event in
            if case .appended(let message) = event { appending.yield(message) }
            show(.agent(event))
        }
        appending.finish()
        await keeper.value
    }

    /// Puts a message into the memory.
    ///
    /// A memory that fails costs the memory, not the answer.
    private func keep(_ message: Message) async {
        do throws(MemoryError) {
            let current = try await currentRecord(for: message)
            _ = try await store.conversations.append(
                MessageRecord(
                    conversation: current.id, time: .now,
                    role: message.role == .user ? .user : .assistant,
                    content: MessageArchive.encode(message).text, text: message.text,
                    provider: message.author?.provider, model: message.author?.model.rawValue))
        } catch {
            show(.forgotten(error.description))
        }
    }

    private func currentRecord(for message: Message) async throws(MemoryError) -> ConversationRecord {
        if let record { return record }
        let begun = try await store.conversations.begin(title: String(message.text.prefix(80)), at: .now)
        record = begun
        return begun
    }
}

extension HandReport.Stage {
    /// What a card's state means for an action of the hand; `nil` while it is only judged or asked about.
    fileprivate init?(_ state: ToolCard.State) {
        switch state {
        case .announced, .proposed, .waiting: return nil
        case .running: self = .running
        case .done(let result, _):
            let words = result.structured?["text"]?.string ?? result.structured?["error"]?.string ?? ""
            self = result.isError ? .failed(words) : .done(words)
        case .refused(let reason): self = .refused(reason)
        }
    }
}
