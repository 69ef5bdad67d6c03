import ArgumentParser
import Glibc
import House
import Jarvis
import Multiplexer
import Screen
import Terminal

/// `jarvis terminal`: the shell column alone, on the whole of this terminal.
struct MultiplexerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal", abstract: "Run a shell or a program in Jarvis' own terminal, full screen.",
        discussion: """
            It needs no house and no cluster. It ends with the last program in it and with its exit code; 128 and \
            the number of a signal that ended it.

            With --replay nothing is run and no terminal is needed. The JSON has, in this order, "version": 1, "size", \
            "cursor", "pen", "title", "modes", "margins", "scrollback", "history" with --scrollback, and "screen": a row each, \
            {"wrapped"?: true, "runs"?: [{"text", "cells", "wide"?: true, "style"?, "link"?}]}; rows and columns \
            count from 0 and Docs/Terminal.md has the rest.
            """)

    @OptionGroup var replaying: ReplayOptions

    @Option(help: "Record the program to this new file, as an asciicast of version 2.", completion: .file())
    var record: String?

    /// What the process is told that draws, by the one that watches over it.
    @Option(help: ArgumentHelp(visibility: .private)) var keeper: String?
    @Option(help: ArgumentHelp(visibility: .private)) var crash: String?

    @Argument(
        parsing: .postTerminator,
        help: "The program and its arguments, after --; the login shell when absent.")
    var command: [String] = []

    func validate() throws {
        guard replaying.replay != nil else { return }
        if let word = command.first { throw ValidationError("--replay runs no program; leave \(word) away.") }
        if record != nil { throw ValidationError("--replay runs nothing to record; leave --record away.") }
    }

    func run() throws {
        try Errand.Ending.leave {
            if let file = replaying.replay { return try replaying.play(file) }
            guard let keeper else { return try Self.watched() }
            let keeping = try Self.keeping(Warden.Charge(keeper: keeper, crashFile: crash))
            let folders = Folders(environment: ProcessEnvironment.current)
            let settings = try Configuration.read(file: folders.configurationFile) ?? Configuration()
            let environment = settings.forChildren(ProcessEnvironment.current)
            let visitor = try Visitor.here(yields: false)
            let terminals = Self.terminals(.standard())
            let mailbox = try Mailbox()
            // What a dead process recorded ends with it.
            let file = keeping.legacy == nil ? record : nil
            let recording = try file.map { path in
                try Recording(
                    of: PaneID(1), to: path, limit: settings.shell.recording << 20, environment: environment,
                    mailbox: mailbox)
            }
            let themes = try ThemeLibrary(folders: ThemeFolders.all(folders))
            let interface = Interface(
                state: .alone(settings.ui, keys: settings.keys, at: .now),
                stage: Stage(settings: settings.ui, terminals: terminals),
                shells: ShellSessions(
                    settings: settings.shell, program: command, recording: recording,
                    environment: environment,
                    recordings: RecordingFolder(settings: settings.shell, state: folders.state),
                    mailbox: mailbox, keeping: keeping),
                themes: themes, mailbox: mailbox)
            let ending = try MultiplexerLoop(visitor, interface: interface, mailbox: mailbox).run()
            if let recording {
                recording.stop()
                let isWhole = recording.waitForEnd(within: .seconds(2))
                StandardError.write("Recorded to \(recording.path)\(isWhole ? "" : ", but not to the end").")
            }
            return Errand.Ending(ending)
        }
    }

    /// Has another process draw and waits for its end: the terminal is given back after any death.
    private static func watched() throws -> Errand.Ending {
        let words = CommandLine.arguments
        let place = words.firstIndex(of: configuration.commandName ?? "").map { $0 + 1 } ?? words.endIndex
        return Errand.Ending(
            code: try Warden.run(.standard()) { charge in
                var told = ["--keeper", charge.keeper]
                if let crashFile = charge.crashFile { told += ["--crash", crashFile] }
                return Array(words[..<place] + told + words[place...])
            })
    }

    /// What outlives this process of its shells.
    private static func keeping(_ charge: Warden.Charge) throws(HouseError) -> ShellKeeping {
        try charge.accept()
        var start = HouseStart(address: .standard(), listens: false)
        start.keeper = charge.keeper
        start.crashFile = charge.crashFile
        return ShellKeeping(start, version: Version.text)
    }

    /// Where the terminfo entries go that terminals bring in folders of their own.
    private static func terminals(_ address: HouseAddress) -> TerminalDatabase? {
        do {
            try address.prepareState()
            return try TerminalDatabase(folder: address.state + "/terminfo")
        } catch {
            StandardError.write("Terminals with a terminfo entry of their own are not known: \(error)")
            return nil
        }
    }
}

extension Errand.Ending {
    /// A command ends as the last program it ran; by a wish to close it, well.
    fileprivate init(_ ending: MultiplexerLoop.Ending) {
        switch ending {
        case .programs(nil), .programs(.exit(.exited(code: 0))): self.init(.done)
        case .programs(.exit(.exited(let code))):
            self.init(code: code, text: "The program ended with code \(code).")
        case .programs(.exit(.signalled(let signal))):
            self.init(code: 128 + signal, text: "The program was ended by signal \(signal).")
        case .programs(.exit(.unknown)): self.init(.software, "The program ended; how is not known.")
        case .programs(.notStarted(let sentence)): self.init(.software, sentence)
        case .signal(let signal):
            self.init(code: 128 + signal, text: "Jarvis was ended by signal \(signal).")
        }
    }
}
