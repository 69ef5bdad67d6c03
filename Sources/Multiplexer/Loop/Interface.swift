import Glibc
import House
import Screen
import Terminal
import Text

/// What is seen and what belongs to it: the state, the display, and the programs of the shell.
///
/// Owned by a loop, which waits for everything, hands in what happened and does what is asked of the outside.
package final class Interface {
    package let shells: ShellSessions
    package private(set) var state: AppState
    package var stage: Stage
    package let mailbox: Mailbox
    package internal(set) var themes: ThemeLibrary
    private var pacing = FramePacing()
    /// What is to be drawn: nothing, panels and the cells of panes, or everything.
    private var need = Need.everything
    /// The last picture, to draw new cells into, and where the panes stand in it.
    private var picture: Frame?
    private var places: [PaneID: Rect] = [:]
    private var changed: Set<PaneID> = []
    /// The parts that are to be drawn anew where not everything is.
    private var parts: Set<PicturePart> = []
    /// When which part changes without any event.
    private var ticks: [PicturePart: ContinuousClock.Instant] = [:]
    /// Nothing moves over the borders of the panels.
    private var isCalm = false
    /// The page of an open question that was drawn last, and the one that the terminal has taken whole.
    private var (drawnPage, takenPage) = (0, 0)
    /// The mouse that rests at an edge.
    package var drag: EdgeDrag?
    /// When the bell may ring again.
    package var nextRing = ContinuousClock.now

    /// The shortest time between two rings, however often a program asks.
    package static let ringPause = Duration.milliseconds(200)

    private enum Need {
        case nothing
        case parts
        case everything
    }

    package init(state: AppState, stage: Stage, shells: ShellSessions, themes: ThemeLibrary, mailbox: Mailbox)
    {
        self.state = state
        self.stage = stage
        self.shells = shells
        self.themes = themes
        self.mailbox = mailbox
        use(Self.theme(state.theme, in: themes))
        shells.use(state.catalog.copyKeys)
    }

    /// Draws in a theme, and has programs told of its colours; alone on the screen they have the terminal's own.
    package func use(_ theme: Theme) {
        stage.use(theme)
        if !state.isAlone { shells.use(StandardColors(theme)) }
    }

    /// Begins the shell, or goes on with those of a dead house; returns what else is asked for.
    package func begin() -> [OuterEffect] {
        let living = shells.takeBack()
        guard !living.isEmpty else { return perform([state.startShell(state.shell.focus)]) }
        return update(.shellsTakenBack(shells.legacy?.column ?? ShellKeepsake(), living))
    }

    /// Takes over a terminal; returns what is asked of the outside.
    package func enter(_ visitor: Visitor) throws(ScreenError) -> [OuterEffect] {
        try stage.enter(visitor)
        shells.hasTrueColor = stage.depth == .trueColor
        shells.cellPixels = stage.cellPixels
        let effects = receive(.attached(stage.size))
        guard let words = stage.substitution else { return effects }
        return effects + receive(.notice(words, .info))
    }

    /// Gives the terminal back.
    package func leave() -> [OuterEffect] {
        stage.leave()
        return receive(.detached)
    }

    /// Lends the terminal to others until `resume()`.
    package func suspend() {
        stage.suspend()
    }

    /// Takes the terminal again, as it is now.
    package func resume() -> [OuterEffect] {
        stage.resume()
        return receive(.resized(stage.size))
    }

    /// Takes a size, the terminal's own unless one is given.
    package func resize(to size: Size? = nil) -> [OuterEffect] {
        if let size { stage.resize(to: size) } else { stage.takeSize() }
        shells.cellPixels = stage.cellPixels
        return receive(.resized(stage.size))
    }

    /// Whether time has ended what was typed so far: a lone escape, a paste.
    package var areKeysOver: Bool { stage.keyDeadline.map { $0 <= .now } ?? false }

    /// Reads what was typed, once the terminal is known to have something, else only lets time pass for it.
    package func read(_ descriptor: Int32?) -> [OuterEffect] {
        take(typed(descriptor))
    }

    /// What was typed, by the same measure; nobody has answered it yet.
    package func typed(_ descriptor: Int32?) -> [Input] {
        let inputs = stage.read(descriptor)
        if stage.takeNews() { takeTerminalNews() }
        learn()
        return inputs
    }

    /// Answers what was typed.
    package func take(_ inputs: [Input]) -> [OuterEffect] {
        guard !inputs.isEmpty else { return [] }
        noteTaken()
        state.isPictureOut = takenPage == state.questionPage
        let now = Moment.now
        pacing.typed(at: now.instant)
        if let pane = state.typesOnly(inputs) {
            shells.type(inputs, into: pane)
            state.typed(at: now)
            return []
        }
        return receive(.input(inputs))
    }

    /// Takes what the program wrote that was typed into last.
    package func takeEcho() -> [OuterEffect] {
        shells.readEcho().map { receive(.shell($0, .changed)) } ?? []
    }

    /// Takes in what happened; returns what is asked of the outside.
    package func receive(_ event: Event) -> [OuterEffect] {
        guard case .shell(let pane, .changed) = event else { return update(event) }
        shells.note(pane)
        if state.shell.shownPanes.contains(pane) {
            changed.insert(pane)
            pacing.heard(isUnhurried: false)
            if need == .nothing { need = .parts }
            return []
        }
        return update(event)
    }

    private func update(_ event: Event, due: Set<PicturePart> = [.everything]) -> [OuterEffect] {
        let before = (state.shell, state.notice, state.layers.count, state.focus)
        if event.isAwaited(in: state) { pacing.heardAwaited() }
        let effects = state.update(event, at: .now)
        let isQuiet = before == (state.shell, state.notice, state.layers.count, state.focus)
        if isQuiet, event.isForShell(effects) { return perform(effects) }
        // A mouse that only moves, where a program is told of that, changes nothing else.
        if !(effects.isEmpty && event.isMotion) {
            let parts = event.reading.map { [.panel($0)] } ?? (event.isTick ? due : [.everything])
            if isQuiet, effects.isEmpty, !parts.contains(.everything) {
                self.parts.formUnion(parts)
                if need == .nothing { need = .parts }
            } else {
                need = .everything
            }
            // That time passes is no haste, but for what moves above everything.
            pacing.heard(isUnhurried: event.reading != nil || event.isTick && state.layers.isEmpty)
        }
        defer { shells.write(state.shellKeepsake) }
        return perform(effects)
    }

    /// Takes the panes' news whose turn it is, and lets time pass for what waits for it.
    package func takeDue() -> [OuterEffect] {
        let now = ContinuousClock.now
        var effects = shells.takeNews(shown: state.shell.shownPanes, at: now)
            .flatMap { update(.shell($0, $1)) }
        let due = Set(ticks.filter { $0.value <= now }.keys)
        if !due.isEmpty {
            for part in due { ticks[part] = nil }
            effects += update(.tick, due: due)
        }
        if let drag, drag.next <= now { pull(drag, at: now) }
        return effects
    }

    /// Moves the view under a mouse that rests at an edge, as long as its button is down.
    private func pull(_ drag: EdgeDrag, at now: ContinuousClock.Instant) {
        guard state.shell.grip == .pane(drag.pane), let session = shells[drag.pane] else {
            self.drag = nil
            return
        }
        session.pull(drag.mouse, by: drag.lines, in: drag.pane)
        self.drag?.next = now + EdgeDrag.pause
    }

    /// When panes have news to be taken.
    package var newsDeadline: ContinuousClock.Instant? { shells.nextNews(shown: state.shell.shownPanes) }

    /// When there is something to do without any event, while there is a terminal.
    package var deadline: ContinuousClock.Instant? {
        var moments = [ticks.values.min(), stage.keyDeadline, newsDeadline, drag?.next]
        if need != .nothing, stage.blockedDescriptor == nil { moments.append(pacing.next) }
        return moments.compactMap(\.self).min()
    }

    /// The tabs in which programs other than idle shells run, a line each; their names are untrusted.
    package var runningPrograms: [String] {
        state.shell.tabs.enumerated().compactMap { index, tab in
            let programs = shells.running(in: tab.panes)
            guard !programs.isEmpty else { return nil }
            let name = Untrusted(state.shell.name(of: tab)).line.clipped(toColumns: 40)
            let panes = tab.panes.count == 1 ? "1 pane" : "\(tab.panes.count) panes"
            return "tab \(index) (\(name), \(panes)): \(Untrusted(programs.joined(separator: ", ")).line)"
        }
    }

    /// What to wait for before the next picture, while the terminal has not taken the last one.
    package var blockedDescriptor: Int32? { stage.blockedDescriptor }

    /// Draws when something is new, the time for it has come and the terminal has taken the last picture.
    package func drawWhenDue() {
        guard need != .nothing, pacing.next <= .now, stage.isReady else { return }
        let isWhole = need == .everything || !mayDrawParts
        stage.present { ink, glyphs in
            let (frame, rows) = isWhole ? (wholePicture(ink, glyphs), nil) : partialPicture(ink, glyphs)
            picture = frame
            return (frame, rows)
        }
        if isWhole { drawnPage = state.questionPage }
        noteTaken()
        agree()
        let now = ContinuousClock.now
        pacing.drawn(at: now)
        if isWhole || !parts.isEmpty {
            let next = state.ticks
            isCalm = next.values.allSatisfy { $0 >= Self.calm }
            let drawn = isWhole ? Set(next.keys) : parts.union([.bars])
            if isWhole { ticks = [:] }
            for part in drawn { ticks[part] = next[part].map { now + $0 } }
        }
        (changed, parts, need) = ([], [], .nothing)
    }

    /// Whether the last picture is still good where nothing is new.
    private var mayDrawParts: Bool {
        guard let picture, !picture.isCrowded, !state.isShellCovered else { return false }
        return parts.isEmpty || isCalm && state.waiting.isEmpty && !state.isShellFullScreen
    }

    /// What moves faster moves over the borders of panels: an alarm, a layer.
    private static let calm = Duration.milliseconds(100)

    /// Puts what a pane shows into a rectangle of any size; its program hears nothing of it.
    package func copy(_ pane: PaneID, into frame: inout Frame, _ rect: Rect) {
        shells[pane]?.copy(into: &frame, rect)
    }

    /// Notes what of a question the terminal has taken, once it has taken all that was drawn.
    private func noteTaken() {
        if stage.isReady { takenPage = drawnPage }
    }

    private func wholePicture(_ ink: Ink, _ glyphs: GlyphSet) -> Frame {
        state.now = .now
        places = [:]
        return state.draw(ink: ink, glyphs: glyphs) { frame, rect, pane in
            self.places[pane] = rect
            return self.shells[pane]?.draw(into: &frame, rect, ink, glyphs, in: pane)
        }
    }

    /// The last picture with the panels and the cells of panes that are new, and the rows they are in.
    private func partialPicture(_ ink: Ink, _ glyphs: GlyphSet) -> (Frame, [Int]?) {
        var frame = picture ?? Frame(state.size)
        picture = nil
        var rows: Set<Int> = []
        if !parts.isEmpty {
            state.now = .now
            state.redraw(parts, into: &frame, ink: ink, glyphs: glyphs)
        }
        for (pane, rect) in places where changed.contains(pane) {
            guard let session = shells[pane] else { continue }
            let ground = state.ground(ink)
            let drawn = session.redraw(into: &frame, rect, ink, glyphs, ground: ground, in: pane)
            rows.formUnion(drawn.rows.map { rect.y + $0 })
            guard pane == state.shell.focus else {
                for row in drawn.rows { ShellView.fade(rect.row(row), in: &frame, ink) }
                continue
            }
            if state.focus == .shell { frame.cursor = drawn.cursor }
        }
        return (frame, parts.isEmpty ? rows.sorted() : nil)
    }

    /// Draws anew for a terminal that has told what it can, and has programs that are alone on it told its colours.
    private func takeTerminalNews() {
        need = .everything
        picture = nil
        shells.hasTrueColor = stage.depth == .trueColor
        guard state.isAlone, let outer = stage.outer else { return }
        shells.use(StandardColors(outer))
    }
}
