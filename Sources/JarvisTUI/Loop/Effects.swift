import AIKit
import ClusterKit
import CommandLine
import FoundationEssentials
import House
import Jarvis
import Logging
import Memory
import Multiplexer
import ProxmoxSim
import Text

/// Carries out what the state asks of the kits: one case, one call.
///
/// What comes of it goes home as events.
final class Effects: Sendable {
    private let estate: Estate
    private let simulator: Simulator?
    private let mailbox: Mailbox
    private let drafts = DraftFiles(environment: ProcessEnvironment.current)

    init(estate: Estate, simulator: Simulator?, mailbox: Mailbox) {
        self.estate = estate
        self.simulator = simulator
        self.mailbox = mailbox
    }

    /// Begins to watch the clusters and brings back what the memory holds; `news` go to the feed.
    func begin(news: [EventRecord] = []) -> Task<Void, Never> {
        Task { @concurrent in
            await restore()
            await estate.feed.add(news)
            await estate.run()
        }
    }

    /// Tells the feed that a guardian was ended.
    func warn(of loss: GuardianLoss) {
        start { effects in
            await effects.estate.feed.add([
                EventRecord(
                    time: .now, severity: .warning, origin: .system, kind: "house.guardian", subject: nil,
                    cluster: nil, title: loss.description)
            ])
        }
    }

    /// Does what an effect says; `attendant` names who sits before the screen.
    func perform(_ effect: KitEffect, by attendant: @autoclosure () -> String? = nil) {
        switch effect {
        case .refresh(let cluster): estate.site(cluster)?.refresh()
        case .power(let action, let guest, let cluster):
            start { await $0.estate.butler(cluster)?.carryOut(action, on: guest) }
        case .undo(let cluster, let isSaid): start { await $0.undo(in: cluster, isSaid: isSaid) }
        case .answer(let card, let answer, let cluster):
            let attendant = attendant()
            start { await $0.estate.butler(cluster)?.settle(card, answer, by: attendant) }
        case .ask(let remark):
            start {
                await $0.estate.butler(remark.cluster)?
                    .ask(remark.text, handed: remark.handed, plan: remark.isPlan)
            }
        case .gather(let remark): start { await $0.gather(remark) }
        case .chooseModel(let words, let cluster): start { await $0.chooseModel(words, in: cluster) }
        case .chooseStyle(let words, let cluster): start { await $0.chooseStyle(words, in: cluster) }
        case .loadSent(let cluster):
            mailbox.send(.kit(.sent(estate.butler(cluster)?.lastRequest, of: cluster)))
        case .look(let question, let cluster):
            start { effects in
                let contents = await FolderContents.read(
                    question, environment: ProcessEnvironment.current)
                effects.mailbox.send(.kit(.folder(contents, in: cluster)))
            }
        case .recollect(let order, let words, let cluster):
            start { await $0.recollect(order, words, in: cluster) }
        case .cancelRun(let cluster): start { await $0.estate.butler(cluster)?.cancel() }
        case .newConversation(let cluster): start { await $0.estate.butler(cluster)?.beginAnew() }
        case .load(let request): start { await $0.load(request) }
        case .loadPast(let node, let cluster):
            start {
                await $0.fetch(.node(node), over: .hour, in: cluster, "The last hour of \(node)") {
                    .past(cluster: cluster, node, $0)
                }
            }
        case .loadTrend(let storage, let cluster):
            start {
                await $0.fetch(.storage(storage), over: .week, in: cluster, "How fast \(storage) fills") {
                    .trend($0, of: storage, cluster: cluster)
                }
            }
        case .loadEvidence(let subject, let key, let cluster):
            start {
                await $0.fetch(subject, over: .hour, in: cluster, "What was before") {
                    .evidence($0, for: key, cluster: cluster)
                }
            }
        case .loadTools(let cluster):
            guard let site = estate.site(cluster) else { return }
            start { $0.mailbox.send(.kit(.tools(await $0.estate.toolNotes(at: site)))) }
        case .talk(let order):
            start { await TalkReading(estate: $0.estate, mailbox: $0.mailbox).carryOut(order) }
        case .memory(let order):
            start { await MemoryDesk(estate: $0.estate, mailbox: $0.mailbox).carryOut(order) }
        case .writeDraft(let text, let cluster):
            start { $0.drafts.write(text, of: cluster, to: $0.mailbox) }
        case .readDraft(let draft, let isTaken):
            start { $0.drafts.read(draft, isTaken: isTaken, to: $0.mailbox) }
        case .loadCosts: start { await $0.loadCosts() }
        case .trust(let question, let accepted): start { await $0.settle(question, accepted) }
        case .passSecondFactor(let question, let code): start { await $0.pass(question, code) }
        case .scenario(let name): start { await $0.run(scenario: name) }
        case .engageKill: start { $0.warn(of: await $0.estate.engageKill()) }
        case .releaseKill(let seen): start { $0.warn(of: await $0.estate.releaseKill(seen: seen)) }
        case .remember(let key, let value): start { await $0.remember(key, value) }
        }
    }

    private func start(_ work: @escaping @Sendable (Effects) async -> Void) {
        Task { @concurrent in await work(self) }
    }

    /// The feed and the conversations of the last time.
    private func restore() async {
        do {
            let events = try await estate.store.events.list(limit: 200)
            var talks: [String: [ChatEntry.Content]] = [:]
            var costs: [String: Micros] = [:]
            for site in estate.sites {
                // Before anything can be asked in it, so that nothing is counted twice.
                costs[site.name] = try await Talks(estate.store).cost(of: site.name)
                let messages = try await estate.butler(site.name)?.resume() ?? []
                let calls = try await Talks(estate.store).calls(of: site.name)
                talks[site.name] = ChatEntry.contents(of: messages, citing: calls)
            }
            mailbox.send(.kit(.restored(feed: events.reversed().map(FeedEntry.init), talks: talks)))
            for (cluster, cost) in costs { mailbox.send(.kit(.talkCost(cost, in: cluster))) }
        } catch {
            mailbox.send(.notice("What was before could not be read: \(error)", .warning))
        }
    }

    /// Tells that the kill switch could not be turned.
    private func warn(of fault: String?) {
        if let fault { mailbox.send(.notice(fault, .critical)) }
    }

    private func undo(in cluster: String, isSaid: Bool) async {
        guard let reason = await estate.butler(cluster)?.undo(isSaid: isSaid) else { return }
        mailbox.send(isSaid ? .kit(.replied(reason, in: cluster)) : .notice(reason, .notice))
    }

    /// Fetches what a message names, and sends it home with that; or why it cannot be said.
    private func gather(_ remark: Remark) async {
        guard let site = estate.site(remark.cluster) else { return }
        let desk = MentionDesk(site: site, environment: ProcessEnvironment.current)
        do throws(MentionRefusal) {
            var whole = remark
            whole.handed += try await desk.hand(remark.mentions)
            whole.mentions = []
            mailbox.send(.kit(.handedOver(whole)))
        } catch {
            mailbox.send(.kit(.notHandedOver(remark, error.description)))
        }
    }

    private func recollect(_ order: FactOrder, _ words: String, in cluster: String) async {
        guard let reply = await estate.butler(cluster)?.recollect(order, words) else { return }
        mailbox.send(.kit(.replied(reply, in: cluster)))
    }

    private func chooseModel(_ words: String, in cluster: String) async {
        guard let reply = await estate.butler(cluster)?.chooseModel(words) else { return }
        mailbox.send(.kit(.replied(reply, in: cluster)))
    }

    private func chooseStyle(_ words: String, in cluster: String) async {
        guard let reply = await estate.butler(cluster)?.chooseStyle(words) else { return }
        mailbox.send(.kit(.replied(reply, in: cluster)))
    }

    private func loadCosts() async {
        do throws(MemoryError) {
            mailbox.send(.kit(.costs(try await estate.costs())))
        } catch {
            mailbox.send(.notice("What answers cost cannot be read: \(error)", .warning))
        }
    }

    private func remember(_ key: PreferenceKey, _ value: String) async {
        do throws(MemoryError) {
            try await estate.store.preferences.set(key.rawValue, to: value, at: .now)
        } catch {
            mailbox.send(.notice("The choice could not be remembered: \(error)", .warning))
        }
    }

    private func settle(_ question: TrustQuestion, _ isAccepted: Bool) async {
        guard isAccepted, let site = estate.site(question.cluster),
            let endpoint = site.client.configuration.endpoints.first(where: {
                $0.description == question.endpoint
            })
        else { return }
        await site.client.trust(question.presented, at: endpoint)
        site.refresh()
        do throws(MemoryError) {
            try await estate.store.preferences.set(
                TrustPins.key(host: endpoint.host, port: endpoint.port), to: question.presented.description,
                at: .now)
            try await TrustPins.copy(
                from: estate.store, to: Folders(environment: ProcessEnvironment.current).state)
        } catch {
            mailbox.send(.notice("The certificate is trusted until Jarvis ends only: \(error)", .warning))
        }
    }

    private func pass(_ question: CodeQuestion, _ code: Secret) async {
        guard let site = estate.site(question.cluster) else { return }
        do throws(ProxmoxError) {
            try await site.client.answerSecondFactor(code)
            site.refresh()
        } catch {
            var question = question
            question.refusal = "\(error)"
            mailbox.send(.kit(.codeQuestion(question)))
        }
    }

    private func run(scenario name: String) async {
        guard let simulator, let scenario = Scenario.named(name) else { return }
        await simulator.run(scenario)
        mailbox.send(.notice("\(name): \(scenario.help)", .info))
    }

    /// Fetches figures over time that a picture can do without; `what` is not known where they do not come.
    private func fetch(
        _ subject: RRDSubject, over timeframe: RRDTimeframe, in cluster: String, _ what: String,
        _ event: (RRDSeries) -> KitEvent
    ) async {
        guard let site = estate.site(cluster) else { return }
        do throws(ProxmoxError) {
            mailbox.send(.kit(event(try await site.client.series(of: subject, over: timeframe))))
        } catch {
            Logger.house.warning("\(what) is not known: \(error)")
        }
    }

    private func load(_ request: DetailRequest) async {
        guard let site = estate.site(request.cluster) else { return }
        await DetailLoading(site: site, request: request) { [mailbox] in
            mailbox.send(.kit(.detail(request, $0)))
        }.run()
    }
}

extension FeedEntry {
    /// A remembered event as the feed shows it.
    init(_ event: EventRecord) {
        self.init(
            id: event.id.map { Int(clamping: $0.rawValue) } ?? 0, kind: event.kind,
            subject: event.subject, time: event.time.timeIntervalSince1970,
            severity: Severity(event.severity), source: Source(event.origin),
            title: event.title, detail: event.detail ?? "", cluster: event.cluster)
    }
}

extension Severity {
    init(_ severity: EventRecord.Severity) {
        switch severity {
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .critical: self = .critical
        }
    }
}

extension FeedEntry.Source {
    init(_ origin: Origin) {
        switch origin {
        case .automatic: self = .auto
        case .model: self = .butler
        case .operator: self = .operator
        case .system: self = .system
        }
    }
}

extension ChatEntry {
    /// What a remembered message shows.
    static func contents(of message: Message) -> [Content] {
        guard !message.text.isEmpty else { return [] }
        if CutOff.isNote(message) { return [.notice(message.text, .warning)] }
        guard message.role == .user else { return [.butlerText(message.text)] }
        return contents(of: message.text, handed: message.handed.filter { !$0.isRemembered })
    }

    /// What the operator said, and a line for all that was handed over with it.
    static func contents(of text: String, handed: [HandedText]) -> [Content] {
        [.operatorText(text)] + handed.map { .notice(Content.handedOver + $0.title, .info) }
    }
}
