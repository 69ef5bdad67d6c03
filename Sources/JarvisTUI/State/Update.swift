import AIKit
import ClusterKit
import Screen

extension AppState {
    /// Takes in what happened and says what is to be done about it.
    mutating func update(_ event: Event, at now: Moment) -> [Effect] {
        self.now = now
        dropOldNotice()
        let keyboardPane = keyboardPane
        let effects = take(event)
        raiseQuestions()
        return effects + focusReports(since: keyboardPane)
    }

    /// Tells the programs of the shell which of them lost the keyboard and which has it now.
    private func focusReports(since before: PaneID?) -> [Effect] {
        guard before != keyboardPane else { return [] }
        return [(before, false), (keyboardPane, true)].compactMap { pane, hasFocus in
            guard let pane, shell.panes[pane]?.looks.takesFocus == true else { return nil }
            return .screen(.shellInput([Input(.focus(hasFocus), raw: [])], pane))
        }
    }

    private mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .input(let inputs): return inputs.flatMap { handle($0) }
        case .attached(let size): return attach(size)
        case .resized(let size): resize(to: size)
        case .detached: removeAllLayers()
        case .tick:
            removeFinishedLayers()
            dropOldPrefix()
            for index in clusters.indices { clusters[index].listen(at: now.instant) }
        case .snapshot(let snapshot): return show(snapshot)
        case .past(let cluster, let node, let series): remember(series, of: node, in: cluster)
        case .panel(let news): return news.enter(&self)
        case .agent(let event, let cluster): return take(event, of: cluster)
        case .card(let card, let cluster): put(ConfirmLayer(card: card, cluster: cluster))
        case .cardSettled(let id): dropQuestions { ($0 as? ConfirmLayer)?.card.id == id }
        case .act(let report, let cluster): take(report, of: cluster)
        case .detail(let request, let outcome): take(outcome, for: request)
        case .restored(let feed, let talks): restore(feed, talks)
        case .trustQuestion(let question): ask(question)
        case .codeQuestion(let question): ask(question)
        case .shell(let pane, let report): return take(report, for: pane)
        case .shellsTakenBack(let keepsake, let living):
            takeBack(keepsake, living)
        case .pasteQuestion(let paste, let pane):
            put(PasteLayer(paste: paste, pane: pane))
        case .closeQuestion(let panes, let programs):
            put(CloseLayer(panes: panes, programs: programs))
        case .closePanes(let panes): return closePanes(panes)
        case .openFile(let place): return openTab(editing: place)
        case .link(let address):
            return [.screen(.copyToClipboard(buffers.add(address))), .screen(.offerAddress(address))]
        case .linkQuestion(let address, let browser): put(LinkLayer(address: address, browser: browser))
        case .handedOver(let remark): return say(remark)
        case .notHandedOver(let remark, let reason):
            talk(of: remark.cluster) { $0.takeBack(remark.text, because: reason) }
            announce(reason, .warning)
        case .copied(let text): return [.screen(.copyToClipboard(buffers.add(text)))]
        case .notice(let text, let severity): announce(text, severity)
        }
        return []
    }

    /// Takes a size; what an open question shows is another then, and wants to be read anew.
    private mutating func resize(to size: Size) {
        self.size = size
        guard !layers.isEmpty, layers[layers.count - 1].attention != nil else { return }
        var layer = layers[layers.count - 1]
        layer.attention?.doze(at: now.instant)
        questionPage += 1
        replaceLayer(at: layers.count - 1, with: layer)
    }

    private mutating func attach(_ size: Size) -> [Effect] {
        self.size = size
        lastKey = now
        removeAllLayers()
        if mode == .jarvis, !goesOn { push(BootLayer(began: now.instant)) }
        goesOn = false
        return []
    }

    private mutating func show(_ snapshot: ClusterSnapshot) -> [Effect] {
        guard let index = clusters.firstIndex(where: { $0.name == snapshot.name }) else { return [] }
        clusters[index].show(snapshot, at: now.instant)
        return clusters[index].nodesWithoutPast().map { .kit(.loadPast($0, cluster: snapshot.name)) }
    }

    private mutating func remember(_ series: RRDSeries, of node: NodeName, in cluster: String) {
        guard let index = clusters.firstIndex(where: { $0.name == cluster }) else { return }
        clusters[index].remember(series, of: node)
    }

    /// A run's end lets the next question go, and is told where another cluster is on the screen.
    private mutating func take(_ event: AgentEvent, of cluster: String) -> [Effect] {
        let hasEnded = talk(of: cluster) { talk in
            let wasBusy = talk.isBusy
            talk.take(event)
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

    private mutating func restore(_ feed: [FeedEntry], _ talks: [String: [ChatEntry.Content]]) {
        self.feed.restore(feed)
        for (cluster, contents) in talks { talk(of: cluster) { $0.restore(contents) } }
    }

    private mutating func take(_ outcome: DetailOutcome, for request: DetailRequest) {
        for index in layers.indices {
            guard var detail = layers[index] as? DetailLayer, detail.request == request else { continue }
            detail.take(outcome)
            replaceLayer(at: index, with: detail)
        }
    }
}
