import Screen
import Terminal
import Text

/// What is asked of the display and of the shells.
extension Interface {
    /// Does what belongs to the display and the shells; returns the rest.
    package func perform(_ effects: [Effect]) -> [OuterEffect] {
        effects.compactMap { effect in
            switch effect {
            case .work(let work): return .work(work)
            case .session(let effect): return .session(effect)
            case .screen(let effect):
                perform(effect)
                return nil
            }
        }
    }

    private func perform(_ effect: ScreenEffect) {
        switch effect {
        case .shellInput(let inputs, let pane): shells.type(inputs, into: pane)
        case .paste(let paste, let pane): shells[pane]?.paste(paste)
        case .toggleRecording(let pane, let name): shells.toggleRecording(of: pane, named: name)
        case .scrollShell(let pane, let lines): shells[pane]?.scroll(by: lines, in: pane)
        case .offerAddress(let address):
            mailbox.send(.linkQuestion(address, Browser(stage.environment)))
        case .openAddress(let address, let browser):
            Task { @concurrent [mailbox] in
                if let words = await browser.open(address) { mailbox.send(.notice(words, .warning)) }
            }
        case .copyMode(let pane, let command): shells[pane]?.copy(running: command, in: pane)
        case .choose(let mouse, let pane):
            drag = nil
            shells[pane]?.choose(mouse, in: pane)
        case .holdDrag(let mouse, let pane, let lines):
            drag = EdgeDrag(mouse: mouse, pane: pane, lines: lines, next: .now + EdgeDrag.pause)
        case .resetPane(let pane): shells[pane]?.reset(in: pane)
        case .ring: if shells.mayNotify { ring() }
        case .alert(let words): alert(words)
        case .notify(let title, let text):
            if shells.mayNotify { stage.notify(Untrusted(title).line, Untrusted(text).line) }
        case .copyLastOutput(let pane): shells[pane]?.copyLastOutput()
        case .visit(let pane, let visit): mailbox.send(visit.value.look(into: shells[pane]))
        case .copyToClipboard(let text): copyToClipboard(text)
        case .startShell(let pane, let size, let neighbor, let file):
            shells.start(pane, size: size, beside: neighbor, file: file)
        case .endShell(let pane): shells.end(pane)
        case .closePanes(let panes):
            let programs = shells.running(in: panes)
            mailbox.send(
                programs.isEmpty ? .closePanes(panes) : .closeQuestion(panes, programs: programs))
        case .useTheme(let name): use(Self.theme(name, in: themes))
        case .useSettings(let settings):
            themes = themes.renewed
            stage.use(settings.ui)
            shells.use(settings.shell)
            shells.use(state.catalog.copyKeys)
        case .redraw: stage.redraw()
        }
    }

    private func alert(_ words: String) {
        if stage.settings.bell { ring() }
        if stage.settings.notice { stage.notify("Jarvis", Untrusted(words).line) }
    }

    /// Rings the bell, a few times a second at most.
    private func ring() {
        guard nextRing <= .now else { return }
        nextRing = .now + Self.ringPause
        stage.ring()
    }

    package static func theme(_ name: String, in library: ThemeLibrary) -> Theme {
        do {
            return try library.theme(named: name)
        } catch {
            return .plain
        }
    }
}
