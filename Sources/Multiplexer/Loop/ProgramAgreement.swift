import Screen
import Terminal
import Text

/// What the program that has the keys wants of the terminal in front of the user, and what that tells programs.
extension Interface {
    /// Has the terminal tell keys and the mouse as the program wants them that hears them, and show its colour of the
    /// cursor, its title and how far it is.
    package func agree() {
        learn()
        let isHeard = state.focus == .shell && state.layers.isEmpty
        let wishes = isHeard ? shells[state.shell.focus]?.wishes : nil
        var detail = KeyDetail()
        if wishes?.keyboard.wanted.contains(.eventTypes) == true { detail.insert(.releases) }
        if wishes?.keyboard.wanted.contains(.allKeys) == true { detail.insert(.allKeys) }
        if wishes?.keyboard.wantsModifiers == true { detail.insert(.modifiers) }
        stage.wantKeys(detail)
        var wanted = ProgramWishes()
        wanted.hover = wishes?.hover == true && state.shell.focusedPane.looks.takesMouse
        wanted.cursor = wishes?.cursor.map { RGB(red: $0.red, green: $0.green, blue: $0.blue) }
        let pane = state.shell.focusedPane
        if shells.mayNotify, pane.ending == nil {
            let title = Untrusted(pane.looks.title).line
            wanted.title = title.isEmpty ? nil : title
            wanted.progress = pane.progress.map { ProgramWishes.Progress($0) }
        }
        let signs = state.catalog.application.window(of: state)
        if stage.settings.title {
            if let title = signs.title { wanted.title = Untrusted(title).line }
            if signs.isBusy, wanted.progress == nil { wanted.progress = .unknown }
        }
        stage.want(wanted)
    }

    /// Tells programs what the terminal has told of its keys.
    package func learn() {
        shells.use(releases: stage.tellsReleases)
    }
}

/// The mouse that chooses text and rests at an edge of its pane, whose view moves until it goes away or is let go of.
package struct EdgeDrag {
    package let mouse: Mouse
    package let pane: PaneID
    /// By how many lines at a time, up by negative ones.
    package let lines: Int
    /// When the view moves next.
    package var next: ContinuousClock.Instant

    /// The time from one movement to the next, as in tmux (window-copy.c, WINDOW_COPY_DRAG_REPEAT_TIME).
    package static let pause = Duration.milliseconds(50)
}

extension ProgramWishes.Progress {
    fileprivate static let unknown = Self(state: 3, share: 0)

    fileprivate init(_ progress: TerminalProgress) {
        switch progress {
        case .running(let share): self.init(state: 1, share: share)
        case .failed(let share): self.init(state: 2, share: share ?? 0)
        case .unknown: self = .unknown
        case .paused(let share): self.init(state: 4, share: share ?? 0)
        }
    }
}

extension Event {
    /// Whether all that was typed went to programs in the shell: what else a key did would be missing in the effects.
    package func isForShell(_ effects: [Effect]) -> Bool {
        guard case .input(let inputs) = self, !inputs.isEmpty else { return false }
        let taken = effects.map { effect in
            if case .screen(.shellInput(let own, _)) = effect { own.count } else { 0 }
        }
        return !taken.contains(0) && taken.reduce(0, +) == inputs.count
    }

    /// Whether it is nothing but a mouse that moves with no button held.
    package var isMotion: Bool {
        guard case .input(let inputs) = self else { return false }
        return inputs.allSatisfy {
            if case .mouse(let mouse) = $0.kind { mouse.action == .move } else { false }
        }
    }
}
