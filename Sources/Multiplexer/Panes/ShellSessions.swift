import Screen
import Settings
import Terminal

/// The programs of all panes; owned by the loop's thread.
package final class ShellSessions {
    private var sessions: [PaneID: PaneSession] = [:]
    /// Sessions that were told to end and have no pane any more.
    private var leaving: [PaneSession] = []
    private var settings: ShellSettings
    /// The words of the first program; `nil` for the shell of the settings in the home folder.
    private let program: [String]?
    private let environment: [String: String]
    private var recordings: RecordingFolder
    /// Where the first program is recorded from its start.
    private let recording: Recording?
    private let mailbox: Mailbox
    /// Who holds what must outlive this process.
    private let keeping: ShellKeeping?
    /// The pane that was typed into last.
    package var typed: TypedPane?
    /// Whether programs are told of 24-bit colours (COLORTERM).
    package var hasTrueColor = true
    /// How many pixels a cell of the terminal in front of the user has; programs are told.
    package var cellPixels: Size? {
        didSet { for session in sessions.values { session.cellPixels = cellPixels } }
    }
    /// The panes with news that nobody took yet.
    private var changed: Set<PaneID> = []
    /// What the terminal in front of the user can tell of keys.
    private var keyboard = KeyboardFlags.withoutReleases
    /// The colours programs are told of.
    private var colors = StandardColors()
    /// What keys mean in copy mode.
    private var copyKeys = CopyKeys.usual

    package init(
        settings: ShellSettings, program: [String]? = nil, recording: Recording? = nil,
        environment: [String: String], recordings: RecordingFolder, mailbox: Mailbox,
        keeping: ShellKeeping? = nil
    ) {
        self.settings = settings
        self.program = program
        self.environment = environment
        self.recordings = recordings
        self.recording = recording
        self.mailbox = mailbox
        self.keeping = keeping
    }

    /// Starts the program of a pane in the folder of another one; a program that still runs in it goes on.
    package func start(_ pane: PaneID, size: Size, beside: PaneID?, file: FilePlace? = nil) {
        guard sessions[pane]?.isRunning != true else { return }
        do throws(TerminalError) {
            let first = pane == PaneID(1) ? program ?? [] : []
            let words = file?.words(environment: environment) ?? first
            var command = try command(words)
            if let folder = beside.flatMap({ sessions[$0]?.folder }) { command.directory = folder }
            if !hasTrueColor { command.environment["COLORTERM"] = nil }
            let isShell = words.isEmpty
            let session = try PaneSession(
                pane, command, isShell: isShell, size: size, cellPixels: cellPixels,
                policy: policy(isShell: isShell), mailbox: mailbox)
            adopt(session, in: pane)
            if pane == PaneID(1), let recording { sessions[pane]?.session.record(recording) }
        } catch {
            mailbox.send(.shell(pane, .ended(.notStarted("\(error)"))))
        }
    }

    private func policy(isShell: Bool) -> TerminalPolicy {
        var policy = TerminalPolicy()
        policy.scrollbackLines = settings.scrollback
        policy.colors = colors
        policy.mendsModes = isShell
        return policy
    }

    private func adopt(_ session: PaneSession, in pane: PaneID) {
        sessions[pane] = session
        if cellPixels != nil { session.cellPixels = cellPixels }
        session.use(keyboard)
        session.use(copyKeys)
        keeping?.hold(pane, session)
    }

    /// Ends the program of a pane that is no more.
    package func end(_ pane: PaneID) {
        guard let session = sessions.removeValue(forKey: pane) else { return }
        keeping?.drop(pane)
        if typed?.pane == pane { typed = nil }
        session.end()
        leaving = leaving.filter { !$0.waitForEnd(within: .zero) } + [session]
    }

    /// Hangs up everywhere, and by force after two seconds.
    package func endAll() {
        for session in sessions.values { session.end() }
    }

    /// The processes of all programs that have not ended.
    package var processes: [Int32] { (Array(sessions.values) + leaving).compactMap(\.session.process) }

    /// Waits until nothing of them is left.
    package func waitForEnd(within time: Duration) -> Bool {
        let deadline = ContinuousClock.now + time
        return (Array(sessions.values) + leaving).allSatisfy {
            $0.waitForEnd(within: max(.zero, deadline - .now))
        }
    }

    /// The programs, other than an idle shell, that run in these panes.
    package func running(in panes: [PaneID]) -> [String] {
        panes.compactMap { sessions[$0]?.runningProgram }
    }

    /// Begins to record a pane, or ends that.
    package func toggleRecording(of pane: PaneID, named name: String) {
        sessions[pane]?.toggleRecording(of: pane, named: name, in: recordings)
    }

    /// Goes by other settings, for what begins from now on.
    func use(_ settings: ShellSettings) {
        self.settings = settings
        recordings.limit = settings.recording << 20
    }

    /// Whether the terminal in front of the user is told what programs have to tell.
    package var mayNotify: Bool { settings.notify }

    package subscript(pane: PaneID) -> PaneSession? { sessions[pane] }

    /// Takes the colours of another theme.
    package func use(_ colors: StandardColors) {
        guard colors != self.colors else { return }
        self.colors = colors
        for session in sessions.values { session.use(colors) }
    }

    /// Goes by other keys of copy mode, also where it is on.
    package func use(_ keys: CopyKeys) {
        copyKeys = keys
        for session in sessions.values { session.use(keys) }
    }

    /// Takes note of whether the terminal in front of the user tells when keys are let go of.
    package func use(releases: Bool) {
        let wanted: KeyboardFlags = releases ? .all : .withoutReleases
        guard wanted != keyboard else { return }
        keyboard = wanted
        for session in sessions.values { session.use(wanted) }
    }

    /// Notes that a pane has something new to show.
    package func note(_ pane: PaneID) {
        changed.insert(pane)
    }

    /// What became new in the panes whose turn it is; those that are shown have it more often.
    package func takeNews(shown: [PaneID], at now: ContinuousClock.Instant) -> [(PaneID, ShellReport)] {
        var news: [(PaneID, ShellReport)] = []
        for pane in changed.sorted() {
            guard let session = sessions[pane] else {
                changed.remove(pane)
                continue
            }
            guard session.nextLook(isShown: shown.contains(pane)) <= now else { continue }
            changed.remove(pane)
            if !session.isRunning { keeping?.drop(pane) }
            news += session.news(at: now).map { (pane, $0) }
        }
        return news
    }

    /// When the next news are to be taken.
    package func nextNews(shown: [PaneID]) -> ContinuousClock.Instant? {
        changed.compactMap { pane in sessions[pane]?.nextLook(isShown: shown.contains(pane)) }.min()
    }

    private func command(_ words: [String]) throws(TerminalError) -> TerminalCommand {
        if !words.isEmpty { return try TerminalCommand.program(words, environment: environment) }
        var command = try TerminalCommand.loginShell(environment: environment)
        if program != nil { command.directory = nil }
        if let words = settings.command {
            command.program = words[0]
            command.arguments = words
        }
        return command
    }
}

extension ShellSessions {
    /// Goes on with the programs that a dead house left; the panes they are in.
    package func takeBack() -> Set<PaneID> {
        guard let keeping else { return [] }
        return keeping.panes.filter { pane in
            guard let descriptors = keeping.takeProgram(of: pane), let kept = KeptProgram(descriptors) else {
                keeping.drop(pane)
                return false
            }
            do throws(TerminalError) {
                let program = keeping.legacy?.programs[pane.number]
                let session = try PaneSession(
                    pane, kept, program: program, environment: environment,
                    policy: policy(isShell: program == nil), mailbox: mailbox)
                adopt(session, in: pane)
                note(pane)
                return true
            } catch {
                mailbox.send(.notice("\(error)", .warning))
                return false
            }
        }
    }

    /// How many programs of a dead house wait to be gone on with.
    package var keptCount: Int { keeping?.panes.count ?? 0 }

    /// What the house before wrote down.
    package var legacy: HouseKeepsake? { keeping?.legacy }

    /// Writes down how the panes stand.
    package func write(_ column: ShellKeepsake) {
        guard let keeping else { return }
        var keepsake = keeping.keepsake
        keepsake.column = column
        keepsake.programs = Dictionary(
            sessions.compactMap { pane, session in session.program.map { (pane.number, $0) } }
        ) { $1 }
        keeping.write(keepsake)
    }

    /// Notes that this house leaves its programs to the next one.
    package func makeWay() {
        guard let keeping else { return endAll() }
        var keepsake = keeping.keepsake
        keepsake.makesWay = true
        keeping.write(keepsake)
        for session in sessions.values { session.session.leave() }
    }

    /// Becomes readable when the keeper has gone.
    package var keeperDescriptor: Int32? { keeping?.descriptor }

    /// Sees that there is a keeper.
    package func mendKeeper() {
        keeping?.mend(sessions)
    }

    /// Ends the keeper, when every program has ended.
    package func dismissKeeper() {
        keeping?.farewell()
    }
}
