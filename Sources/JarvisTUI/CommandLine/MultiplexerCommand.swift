import ArgumentParser
import Glibc
import House
import Jarvis
import Screen

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

    @OptionGroup var recording: ReplayOptions

    @Argument(
        parsing: .postTerminator,
        help: "The program and its arguments, after --; the login shell when absent.")
    var command: [String] = []

    func validate() throws {
        guard recording.replay != nil, !command.isEmpty else { return }
        throw ValidationError("--replay runs no program; leave \(command[0]) away.")
    }

    func run() throws {
        try Errand.Ending.leave {
            if let file = recording.replay { return try recording.play(file) }
            let environment = ProcessEnvironment.current
            let folders = Folders(environment: environment)
            let settings = try Configuration.read(file: folders.configurationFile) ?? Configuration()
            let visitor = try Visitor.here(yields: false)
            let terminals = Self.terminals(.standard())
            let mailbox = try Mailbox()
            let themes = try ThemeLibrary(folders: ThemeFolders.all(folders))
            let interface = Interface(
                state: .alone(settings.ui, at: .now),
                stage: Stage(settings: settings.ui, terminals: terminals),
                shells: ShellSessions(
                    settings: settings.shell, program: command, environment: environment, mailbox: mailbox),
                themes: themes, mailbox: mailbox)
            return try MultiplexerLoop(visitor, interface: interface, mailbox: mailbox).run()
        }
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
