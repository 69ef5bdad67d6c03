import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Memory
import Text

/// The butler of one cluster: his conversation, his tools and the operator's own actions, all through one gate and
/// into one memory.
package actor Butler {
    let site: Site
    let store: Store
    private(set) var agent: Agent
    /// The same machinery for what the operator does by a key.
    private(set) var keys: Agent
    /// What is not told outside this network.
    let discretion: Discretion
    /// The operator's notes.
    let runbooks: Runbooks?
    /// Programs that had something asked about, and how that went.
    var visitors = VisitorRights()
    private let questions: OpenQuestions
    let show: @Sendable (ButlerEvent) -> Void
    private let current: CurrentConversation?
    private let feed: ActivityFeed
    private(set) var purse: Purse
    /// Puts each question to a model.
    private(set) var counsel: Counsel
    let numbers: ActionNumbers
    /// Servers whose tools he has beside his own.
    let foreign: ForeignServers?
    /// Their tools in this conversation; `nil` until its first question.
    var lent: [Tool]?
    private(set) var conversation = Conversation(system: Persona.prompt(.work))
    /// How he spoke in it last, as the memory has it.
    var style = ButlerStyle.work
    /// What left last to a model.
    nonisolated let last = LastRequest()
    private(set) var record: ConversationRecord.ID?
    /// How summing up its beginning went.
    var folding = Folding()
    /// The run that sums it up, under way or waiting.
    private var summing: Int?
    private var runs: [Int: Task<Void, Never>] = [:]
    private var lastRun = 0

    /// A shutdown may take its whole minute, and a busy node a while on top.
    package static let limits = AgentLimits(toolTime: .seconds(240))

    /// Takes up his place beside one cluster.
    ///
    /// `desk` and `numbers` are shared by the butlers that one screen shows, so that a word on one card is
    /// never a word on another's. `began` is when the session did whose spending may be bounded. Only a butler who `goesOn` notes which conversation to go on with.
    package init(
        site: Site, store: Store, mind: Mind, keeper: GateKeeper = GateKeeper(),
        desk: ApprovalDesk = ApprovalDesk(),
        numbers: ActionNumbers = ActionNumbers(), feed: ActivityFeed? = nil, goesOn: Bool = false,
        beside others: [Site] = [], runbooks: Runbooks? = nil, foreign: ForeignServers? = nil,
        began: Date = .now, show: @escaping @Sendable (ButlerEvent) -> Void
    ) {
        self.site = site
        self.store = store
        let discretion = Discretion(
            mind.discretion, sites: [site] + others, preferences: store.preferences)
        self.discretion = discretion
        self.runbooks = runbooks
        self.show = show
        self.numbers = numbers
        self.foreign = foreign
        counsel = Counsel(mind)
        current = goesOn ? CurrentConversation(preferences: store.preferences, cluster: site.name) : nil
        let questions = OpenQuestions(show: show)
        let feed = feed ?? ActivityFeed(store) { _ in }
        self.feed = feed
        let purse = Purse(store: store, cluster: site.name, budget: mind.budget, session: began)
        self.purse = purse
        let trail = AuditTrail(log: store.audit, feed: feed, cluster: site.name)
        self.questions = questions
        let confirm: @Sendable (ConfirmationCard) async -> CardAnswer = { card in
            let word = await questions.ask(card)
            for step in card.steps { await trail.note(word.approver, of: step) }
            return word.answer
        }
        let gate: @Sendable (ProposedAction) async -> SafetyGate = { await keeper.gate(for: $0, at: site) }
        let preferred = mind.preferred
        agent = Agent(
            provider: preferred.provider,
            tools: ClusterTools.all(
                site, memory: store, beside: others, runbooks: runbooks, keeper: keeper
            ) {
                await discretion.scope()
            },
            limits: preferred.limits, desk: desk, gate: gate,
            audit: { try await trail.write($0) }, confirm: confirm)
        agent.payment = purse.payment
        agent.last = last
        keys = Agent(
            provider: preferred.provider, tools: OperatorTools.all(site, keeper), limits: preferred.limits,
            desk: desk,
            gate: gate,
            audit: { try await trail.write($0) }, confirm: confirm)
        agent.tell = Self.told
        keys.tell = Self.told
    }

    /// An error with its code, where it has one.
    private static let told: @Sendable (any Error) -> String = { error in
        (error as? any Explained)?.told ?? "\(error)"
    }

    /// Lets another mind answer what is asked from now on; what was asked already is answered by the one before.
    func use(_ mind: Mind) {
        enqueue { await $0.become(mind) }
    }

    private func become(_ mind: Mind) async {
        await discretion.use(mind.discretion)
        counsel = Counsel(mind)
        purse.budget = mind.budget
        agent.payment = purse.payment
    }

    /// Answers what the operator said, after whatever he is answering now.
    ///
    /// `model` is who shall answer this once, by name; `auto` leaves it to the question, whatever was chosen before.
    /// With a `plan` nothing is changed before the operator has accepted a list of steps.
    package func ask(
        _ text: String, handed: [HandedText] = [], model: String? = nil, plan: Bool = false
    ) {
        enqueue { await $0.answer(text, handed, model, plan) }
    }

    /// Returns when nothing is left to answer or to sum up, and everything that was said is remembered.
    package func rest() async {
        while let run = runs[lastRun] { await run.value }
    }

    /// Stops the answer under way and those that wait.
    package func cancel() {
        for run in runs.values { run.cancel() }
    }

    /// The operator's word on a card; `approver` names the process and the terminal it came from.
    package func settle(
        _ id: ConfirmationCard.ID, _ answer: CardAnswer, by approver: String? = nil
    ) async {
        await questions.answer(id, answer, by: approver)
    }

    /// Stops answering and forgets what was said, for a new beginning; the memory keeps it.
    package func beginAnew() {
        cancel()
        enqueue { await $0.forget() }
    }

    /// The conversation of this cluster, as it was when the house last stood; empty when there is none.
    ///
    /// A question that the house's end left without an answer is followed by a note that says so.
    package func resume() async throws(MemoryError) -> [Message] {
        show(.spent(try await purse.spent()))
        guard let last = try await current?.id() else { return [] }
        let rows = try await store.conversations.messages(of: last)
        let kept = MessageArchive.kept(rows)
        var messages = kept.messages.map(\.message)
        if kept.unreadable > 0 {
            show(.agent(.warning("\(kept.unreadable) messages of the last conversation cannot be read.")))
        }
        // What is asked already is not answered yet.
        let note =
            runs.isEmpty
            ? try await CutOff.note(after: messages, asked: rows, in: site.name, store.audit) : nil
        if let note {
            messages.append(note)
            _ = try await store.conversations.append(
                MessageRecord(
                    conversation: last, time: .now, role: .assistant,
                    content: MessageArchive.encode(note).text, text: note.text))
        }
        take(up: last, messages, kept.style, kept.consolidation)
        return conversation.messages
    }

    /// Goes on with another conversation, which has these messages, in which he spoke like that, and what stands for the
    /// messages before them.
    func goOn(
        with talk: ConversationRecord.ID?, _ messages: [Message], _ style: ButlerStyle,
        _ consolidation: Consolidation? = nil
    ) async throws(MemoryError) {
        take(up: talk, messages, style, consolidation)
        try await current?.set(talk)
    }

    private func take(
        up talk: ConversationRecord.ID?, _ messages: [Message], _ style: ButlerStyle,
        _ consolidation: Consolidation?
    ) {
        record = talk
        self.style = style
        conversation = Conversation(
            system: Persona.prompt(style), messages: messages, consolidation: consolidation)
        folding = Folding()
        counsel.beginAnew()
    }

    /// Goes on under another prompt, without what was reasoned under the one before.
    func take(up prompt: String) {
        guard conversation.system != prompt else { return }
        conversation = Conversation(
            system: prompt, messages: conversation.messages.map(\.withoutReasoning),
            consolidation: conversation.consolidation)
    }

    /// Has something stand for the conversation's beginning from now on.
    func consolidate(_ consolidation: Consolidation) {
        conversation.consolidate(consolidation)
    }

    /// Goes on with the same conversation as another of the memory.
    func goOn(as talk: ConversationRecord.ID) async throws(MemoryError) {
        record = talk
        try await current?.set(talk)
    }

    /// Does the work when everything before it is done, and returns what came of it.
    func inTurn<Result: Sendable>(
        _ work: @escaping @Sendable (isolated Butler) async -> Result
    ) async -> Result {
        await withCheckedContinuation { waiting in
            enqueue { waiting.resume(returning: await work($0)) }
        }
    }

    /// Begins the work when everything before it is done; a summary that is under way gives way to it.
    private func enqueue(_ work: @escaping @Sendable (isolated Butler) async -> Void) {
        if folding.givesWay, let summing { runs[summing]?.cancel() }
        begin(work)
    }

    /// Has the beginning of the conversation summed up, once nothing waits, where that is due.
    ///
    /// Only the talk that is gone on with: nobody else's grows long.
    private func sumUpWhenDue() {
        guard current != nil, summing == nil, isSummaryDue else { return }
        begin { butler in
            await butler.sumUp()
            butler.summing = nil
        }
        summing = lastRun
    }

    private func begin(_ work: @escaping @Sendable (isolated Butler) async -> Void) {
        let before = runs[lastRun]
        lastRun += 1
        let number = lastRun
        runs[number] = Task {
            await before?.value
            await work(self)
            runs[number] = nil
        }
    }

    private func answer(_ text: String, _ handed: [HandedText], _ model: String?, _ plan: Bool) async {
        let wanted = await wantedStyle()
        await speak(wanted)
        let (events, seen) = AsyncStream.makeStream(of: AgentEvent.self)
        let keeper = keeper(
            of: events, Scribe(store, conversation: record, current: current, purse: purse))
        let show = show
        let before = conversation.messages.count
        let listener = Counsel.Listener(
            emit: { event in
                seen.yield(event)
                show(.agent(event))
            }, changed: { show(.answers($0)) },
            report: { [feed, cluster = site.name] title, detail in
                await feed.add([
                    EventRecord(
                        time: .now, severity: .warning, origin: .system, kind: "model.failover",
                        cluster: cluster, title: title, detail: detail)
                ])
            })
        var question = Counsel.Question(
            text: text, handed: handed, circumstances: circumstances(plan: plan), pin: await pin(model),
            exams: await exams(), isPlan: plan, style: wanted)
        await remind(&question)
        var counsel = counsel
        var agent = agent
        agent.tools = agent.tools.adding(await lentTools())
        conversation = await counsel.answer(
            question, in: conversation, by: agent, from: purse, with: discretion, listener)
        self.counsel = counsel
        await note(question.packs.facts(in: conversation.messages.dropFirst(before)))
        seen.finish()
        var scribe = await keeper.value
        do throws(MemoryError) {
            if conversation.messages.count == before { try await scribe.withdraw() }
        } catch {
            show(.forgotten(error.description))
        }
        record = scribe.conversation
        await speak(wanted)
        sumUpWhenDue()
    }

    private func forget() async {
        take(up: nil, [], .work, nil)
        lent = nil
        do throws(MemoryError) {
            try await current?.set(nil)
        } catch {
            show(.forgotten(error.description))
        }
    }

    /// Remembers the events until they end, in a task that the operator's Esc does not cancel.
    ///
    /// A memory that fails costs the memory, not the answer; it is said once.
    func keeper(of events: AsyncStream<AgentEvent>, _ scribe: Scribe) -> Task<Scribe, Never> {
        let (show, feed) = (show, feed)
        return Task {
            var scribe = scribe
            var hasComplained = false
            for await event in events {
                do throws(MemoryError) {
                    guard let settlement = try await scribe.write(event) else { continue }
                    show(.spent(settlement.today))
                    guard let notice = settlement.notice else { continue }
                    show(.agent(.warning(notice.title + ".")))
                    await feed.add([notice])
                } catch {
                    if !hasComplained { show(.forgotten(error.description)) }
                    hasComplained = true
                }
            }
            return scribe
        }
    }
}
