import ArgumentParser
import CommandLine
import Glibc
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
        subcommands: Subcommands.shown + [ShotCommand.self, DocumentsCommand.self],
        defaultSubcommand: Subcommands.shown[0])

    static func main() {
        if let code = HousePart.run(CommandLine.arguments) { Glibc.exit(code) }
        do {
            var command = try parseAsRoot()
            try KnownCommands.$all.withValue(HouseScreen.catalog.defaults) { try command.run() }
        } catch {
            let misspelling = Misspelling(CommandLine.arguments.dropFirst(), of: self)
            guard exitCode(for: error) == .validationFailure, let misspelling else { exit(withError: error) }
            exit(withError: ValidationError(misspelling.description))
        }
    }
}
