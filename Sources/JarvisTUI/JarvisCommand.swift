import ArgumentParser
import CommandLine
import House
import Jarvis

/// The program's commands.
@main
struct JarvisCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jarvis", abstract: "A command center for Proxmox homelabs, with a butler and a shell.",
        discussion: """
            Without a configuration file it opens the demo on a simulated cluster.

            Shell completions: jarvis --generate-completion-script bash|zsh|fish

            \(ExitStatus.table)
            """,
        version: Version.text,
        subcommands: Subcommands.shown + [ShotCommand.self, HouseCommand.self, DocumentsCommand.self]
            + Subcommands.hidden,
        defaultSubcommand: Subcommands.shown[0])

    static func main() {
        do {
            var command = try parseAsRoot()
            try KnownCommands.$all.withValue(HouseScreen.catalog.commands) { try command.run() }
        } catch {
            let misspelling = Misspelling(CommandLine.arguments.dropFirst(), of: self)
            guard exitCode(for: error) == .validationFailure, let misspelling else { exit(withError: error) }
            exit(withError: ValidationError(misspelling.description))
        }
    }
}

/// `jarvis house …`: the process that owns everything; a front starts it.
struct HouseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: HouseStart.subcommand, abstract: "The house itself; started by a front.",
        shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough)
    var words: [String] = []

    func run() throws {
        do {
            let start = try HouseStart(arguments: words)
            throw ExitCode(Composition.run(start))
        } catch let error as HouseError {
            throw ValidationError(error.description)
        }
    }
}
