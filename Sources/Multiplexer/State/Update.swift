import Screen

extension AppState {
    /// Takes in what happened and says what is to be done about it.
    package mutating func update(_ event: Event, at now: Moment) -> [Effect] {
        self.now = now
        dropOldNotice()
        let keyboardPane = keyboardPane
        let effects = receive(event)
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

    private mutating func receive(_ event: Event) -> [Effect] {
        switch event {
        case .input(let inputs):
            isBurst = inputs.count(where: \.isTyped) > 1
            defer { isBurst = false }
            return inputs.flatMap { handle($0) }
        case .attached(let size): return attach(size)
        case .resized(let size): resize(to: size)
        case .detached:
            removeAllLayers()
            catalog.application.depart(&self)
        case .tick:
            removeFinishedLayers()
            dropOldPrefix()
            catalog.application.tick(&self)
        case .news(let news): return news.enter(&self)
        case .shell(let pane, let report): return receive(report, for: pane)
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
        if mode == .jarvis, !goesOn, let greeting = catalog.application.greeting(of: self) { push(greeting) }
        defer { goesOn = false }
        return catalog.application.arrive(&self)
    }
}
