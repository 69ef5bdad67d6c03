import AIKit
import ClusterKit
import Jarvis
import Multiplexer
import Screen

/// What comes home from the kits.
enum KitEvent: News {
    /// A cluster's figures, whenever any part of them is new.
    case snapshot(Diagnosis)
    /// What a cluster remembers of a node's last hour.
    case past(cluster: String, NodeName, RRDSeries)
    /// What a cluster remembers of a storage's last week.
    case trend(RRDSeries, of: Storage.ID, cluster: String)
    /// What a cluster remembers of the hour before something that is amiss.
    case evidence(RRDSeries, for: HealthFinding.Key, cluster: String)
    /// The run of a cluster's butler goes on.
    case agent(AgentEvent, of: String)
    /// What is said in a cluster's talk to something that is not the butler's to answer.
    case replied(String, in: String)
    /// What happened to a cluster's talk, in a quiet line of it.
    case noted(String, in: String)
    /// Somebody wants something done in a cluster that needs the operator's word.
    case card(ConfirmationCard, of: String)
    /// A card was settled elsewhere or has expired.
    case cardSettled(ConfirmationCard.ID)
    /// An act of the operator's in a cluster has come further.
    case act(ActReport, of: String)
    /// The tools that a cluster's butler has, to be shown.
    case tools([ToolNote])
    /// What was said with the words that were looked for.
    case found(String, [FoundSaying])
    /// What the operator said in all talks, the newest first.
    case prompts([FoundSaying])
    /// The facts of a cluster and what was done in it, or those with some words.
    case facts([KnownFact], acts: [Episode] = [], with: String, of: String)
    /// The conversations of a cluster, to be shown.
    case talks([TalkNote], of: String)
    /// What the conversation with a cluster's butler cost before this start, or beside its answers.
    case talkCost(Micros, in: String)
    /// A cluster's chat goes on with an earlier conversation, whose answers cost so much.
    case opened([ChatEntry.Content], cost: Micros, in: String)
    /// A cluster's chat goes on from before a question, with this.
    case branched(Remark, at: BranchPoint)
    /// A file for a draft is there, to be edited.
    case draftReady(Draft)
    /// What was made of a draft.
    case draftRead(String, cluster: String)
    /// A call that an answer rests on, as the memory has it; `nil` where it does not.
    case call(TalkCall?, TalkCall.ID, of: String)
    /// What left last to a model of a cluster's butler, to be shown; `nil` before anything did.
    case sent(SentRequest?, of: String)
    /// What is in a folder whose path is typed in a cluster's talk.
    case folder(FolderContents, in: String)
    /// What answers cost, to be shown.
    case costs(CostReport)
    /// What was spent today is more.
    case spent(SpentToday)
    case detail(DetailRequest, DetailOutcome)
    /// What the memory holds from before: the feed, and the talk of each cluster.
    case restored(feed: [FeedEntry], talks: [String: [ChatEntry.Content]])
    /// A cluster's certificate is not known.
    case trustQuestion(TrustQuestion)
    /// A cluster's login waits for a second factor.
    case codeQuestion(CodeQuestion)
    /// The operator has changed settings of the screen and the shell.
    case settings(ScreenSettings, were: ScreenSettings)
    /// The kill switch was turned.
    case kill(KillState)
    /// Another mind answers from now on.
    case mind(String)
    /// What a message to the butler named of the shell or, without any mention left, all that it named.
    case handedOver(Remark)
    /// What a message named cannot be handed over, and why; the message was not sent.
    case notHandedOver(Remark, String)

    /// The words of an answer come many times a second.
    var reading: PanelID? {
        switch self {
        case .agent(.textDelta, _), .agent(.thinkingDelta, _): .chat
        default: nil
        }
    }

    func isAwaited(in state: AppState) -> Bool {
        guard case .agent(let event, let cluster) = self else { return false }
        return state.house.talks.first { $0.cluster == cluster }?.isAwaiting(event) ?? false
    }

    func enter(_ state: inout AppState) -> [Effect] {
        switch self {
        case .snapshot(let diagnosis): return state.show(diagnosis)
        case .past(let cluster, let node, let series): state.remember(series, of: node, in: cluster)
        case .trend(let series, let storage, let cluster):
            state.learn(Trend(series), of: storage, in: cluster)
        case .evidence(let series, let key, let cluster):
            state.talk(of: cluster) { $0.lay(series, beside: key) }
        case .replied(let text, let cluster): state.talk(of: cluster) { $0.reply(text) }
        case .noted(let text, let cluster): state.talk(of: cluster) { $0.notice(text, .info) }
        case .agent(let event, let cluster): return state.hear(event, of: cluster)
        case .card(let card, let cluster): state.put(ConfirmLayer(card: card, cluster: cluster))
        case .cardSettled(let id): state.dropQuestions { ($0 as? ConfirmLayer)?.card.id == id }
        case .act(let report, let cluster): state.note(report, of: cluster)
        case .tools(let tools): state.show(tools)
        case .found(let words, let found): state.show(found, for: words)
        case .prompts(let prompts): state.show(prompts)
        case .facts(let facts, let acts, let words, let cluster):
            state.show(facts, acts, with: words, of: cluster)
        case .talks(let talks, let cluster): state.show(talks, of: cluster)
        case .talkCost(let cost, let cluster): state.talk(of: cluster) { $0.count(cost) }
        case .opened(let contents, let cost, let cluster):
            state.talk(of: cluster) { $0.goOn(with: contents, cost: cost) }
        case .branched(let remark, let point):
            state.talk(of: remark.cluster) { $0.cut(from: point.entry) }
            return state.say(remark)
        case .draftReady(let draft): return state.edit(draft)
        case .draftRead(let text, let cluster): state.talk(of: cluster) { $0.input.replace(with: text) }
        case .call(let call, let id, let cluster): state.show(call, id, of: cluster)
        case .sent(let request, let cluster): state.show(request, of: cluster)
        case .folder(let contents, let cluster):
            state.talk(of: cluster) { $0.mentions.receive(contents) }
            return cluster == state.cluster.name ? MentionList.look(in: &state) : []
        case .costs(let report): state.show(report)
        case .spent(let today): state.house.spent = today
        case .detail(let request, let outcome): state.show(outcome, for: request)
        case .restored(let feed, let talks): state.restore(feed, talks)
        case .trustQuestion(let question): state.ask(question)
        case .codeQuestion(let question): state.ask(question)
        case .settings(let settings, let before): return state.takeOver(settings, were: before)
        case .kill(let kill):
            let wasOn = state.house.kill.isOn
            state.house.kill = kill
            // Who was asked about another one is asked anew.
            state.dropQuestions { ($0 as? ReleaseLayer).map { $0.state != kill } ?? false }
            if wasOn, !kill.isOn {
                state.announce("Kill switch released: things can be changed again.", .info)
            }
        case .mind(let name): state.house.mind = name
        case .handedOver(let remark): return state.gather(remark)
        case .notHandedOver(let remark, let reason):
            state.talk(of: remark.cluster) { $0.takeBack(remark, because: reason) }
            state.announce(reason, .warning)
        }
        return []
    }
}

extension Event {
    /// What comes home from the kits.
    static func kit(_ event: KitEvent) -> Event { .news(event) }
}

extension AppState {
    fileprivate mutating func show(_ diagnosis: Diagnosis) -> [Effect] {
        let name = diagnosis.snapshot.name
        guard let index = clusters.firstIndex(where: { $0.name == name }) else { return [] }
        clusters[index].show(diagnosis, at: now.instant)
        settleTrust(by: diagnosis.snapshot)
        let trend = clusters[index].storageWithoutTrend(at: now.instant)
        return clusters[index].nodesWithoutPast().map { .kit(.loadPast($0, cluster: name)) }
            + [trend].compactMap(\.self).map { .kit(.loadTrend($0, cluster: name)) }
            + lookAgain(in: diagnosis.snapshot) + tell(of: clusters[index])
    }

    /// Asks anew about what is looked at closely, where that is due.
    private mutating func lookAgain(in snapshot: ClusterSnapshot) -> [Effect] {
        var effects: [Effect] = []
        for index in layers.indices {
            guard var detail = layers[index] as? DetailLayer, detail.request.cluster == snapshot.name else {
                continue
            }
            if detail.takeLook(in: snapshot, at: now.instant) { effects.append(.kit(.load(detail.request))) }
            replaceLayer(at: index, with: detail)
        }
        return effects
    }

    /// Has the butler tell what is amiss, and calls the operator to what is critical and has begun while he was there.
    private mutating func tell(of pane: ClusterPane) -> [Effect] {
        guard pane.snapshot.freshness[.resources]?.lastGood != nil else { return [] }
        let judgement = Judgement(of: pane.diagnosis, silent: pane.silent, at: now.instant)
        let new =
            talk(of: pane.name) { [now] talk in
                talk.attend(to: judgement.findings, at: now.epoch) { key in
                    pane.snapshot.leavesOpen(key, at: now.instant)
                }
            } ?? []
        // What several have at once is told without what was before it.
        let lone = new.concerns.filter { $0.findings.count == 1 }.flatMap(\.findings)
        let evidence = lone.compactMap { finding in
            pane.place(of: finding).subject(in: pane.snapshot).map {
                Effect.kit(.loadEvidence($0, finding.key, cluster: pane.name))
            }
        }
        let urgent = new.filter {
            $0.severity == .critical && !$0.isEvent && !isSilenced($0.key, in: pane.name)
        }
        guard !urgent.isEmpty, pane.isSettled(at: now.instant) else { return evidence }
        if let first = urgent.first {
            let place = if case .row(let row) = pane.place(of: first) { row } else { ClusterRow?.none }
            house.alarm = Alarm(cluster: pane.name, row: place, began: now.instant)
        }
        let place = clusters.count > 1 ? " in \(pane.name)" : ""
        return evidence + [.screen(.alert(urgent.concerns.map(\.text).joined(separator: ", ") + place))]
    }

    fileprivate mutating func remember(_ series: RRDSeries, of node: NodeName, in cluster: String) {
        guard let index = clusters.firstIndex(where: { $0.name == cluster }) else { return }
        clusters[index].remember(series, of: node)
    }

    fileprivate mutating func learn(_ trend: Trend, of storage: Storage.ID, in cluster: String) {
        guard let index = clusters.firstIndex(where: { $0.name == cluster }) else { return }
        clusters[index].learn(trend, of: storage)
    }

    /// A run's end lets the next question go, and is told where another cluster is on the screen.
    fileprivate mutating func hear(_ event: AgentEvent, of cluster: String) -> [Effect] {
        let hasEnded = talk(of: cluster) { [now] talk in
            let wasBusy = talk.isBusy
            talk.receive(event, at: now)
            return wasBusy && !talk.isBusy
        }
        guard hasEnded == true else { return [] }
        if let next = talk(of: cluster, { $0.dequeue() }) { return say(next) }
        guard cluster != self.cluster.name else { return [] }
        if case .failed = event {
            announce("The answer in \(cluster) broke off.", .warning)
        } else {
            announce("Jarvis has answered in \(cluster).", .notice)
        }
        return []
    }

    /// What the operator chose in the file is remembered as what he chose by a key is.
    fileprivate mutating func takeOver(_ settings: ScreenSettings, were before: ScreenSettings) -> [Effect] {
        var effects = use(settings, were: before)
        house.hud = settings.ui.hud
        widths.hasInstruments = settings.ui.instruments
        if settings.ui.mode != before.ui.mode { effects.append(.kit(.remember(.mode, mode.rawValue))) }
        if settings.ui.theme != before.ui.theme { effects.append(.kit(.remember(.theme, theme))) }
        return effects
    }

    fileprivate mutating func restore(_ feed: [FeedEntry], _ talks: [String: [ChatEntry.Content]]) {
        self.feed.restore(namingClusters(feed))
        for (cluster, contents) in talks { talk(of: cluster) { $0.restore(contents) } }
    }

    /// Fills the layer that waits for it; where that was closed meanwhile nobody wants to know.
    fileprivate mutating func show(_ costs: CostReport) {
        for index in layers.indices where layers[index] is CostLayer {
            replaceLayer(at: index, with: CostLayer(costs))
        }
    }

    fileprivate mutating func show(_ tools: [ToolNote]) {
        for index in layers.indices where layers[index] is ToolsLayer {
            replaceLayer(at: index, with: ToolsLayer(tools))
        }
    }

    fileprivate mutating func show(_ found: [FoundSaying], for words: String) {
        for index in layers.indices where (layers[index] as? FindLayer)?.words == words {
            replaceLayer(at: index, with: FindLayer(words, found))
        }
    }

    fileprivate mutating func show(
        _ facts: [KnownFact], _ acts: [Episode], with words: String, of cluster: String
    ) {
        for index in layers.indices {
            guard var layer = layers[index] as? MemoryLayer, layer.words == words, layer.cluster == cluster
            else { continue }
            layer.receive(facts, acts)
            replaceLayer(at: index, with: layer)
        }
    }

    fileprivate mutating func show(_ call: TalkCall?, _ id: TalkCall.ID, of cluster: String) {
        for index in layers.indices {
            guard var layer = layers[index] as? CallLayer, layer.cluster == cluster else { continue }
            layer.receive(call, id)
            replaceLayer(at: index, with: layer)
        }
    }

    fileprivate mutating func show(_ request: SentRequest?, of cluster: String) {
        for index in layers.indices where (layers[index] as? SentLayer)?.cluster == cluster {
            replaceLayer(at: index, with: SentLayer(cluster, .some(request)))
        }
    }

    fileprivate mutating func show(_ prompts: [FoundSaying]) {
        for index in layers.indices {
            guard var layer = layers[index] as? PromptsLayer else { continue }
            layer.receive(prompts)
            replaceLayer(at: index, with: layer)
        }
    }

    fileprivate mutating func show(_ talks: [TalkNote], of cluster: String) {
        for index in layers.indices {
            guard var layer = layers[index] as? TalksLayer, layer.cluster == cluster else { continue }
            layer.receive(talks)
            replaceLayer(at: index, with: layer)
        }
    }

    fileprivate mutating func show(_ outcome: DetailOutcome, for request: DetailRequest) {
        for index in layers.indices {
            if var detail = layers[index] as? DetailLayer, detail.request == request {
                detail.receive(outcome)
                replaceLayer(at: index, with: detail)
            } else if var comparison = layers[index] as? CompareLayer {
                comparison.receive(outcome, for: request)
                replaceLayer(at: index, with: comparison)
            }
        }
    }
}
