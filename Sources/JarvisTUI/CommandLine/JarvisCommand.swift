import ArgumentParser
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
        subcommands: [
            OpenCommand.self, DemoCommand.self, MultiplexerCommand.self, StatusCommand.self, AskCommand.self,
            DoctorCommand.self,
            ConfigCommand.self, TrustCommand.self, AuditCommand.self, MemoryCommand.self,
            SimulateCommand.self,
            WatchCommand.self, KillHouseCommand.self, HouseCommand.self, GuardianCommand.self,
            KeeperCommand.self,
        ],
        defaultSubcommand: OpenCommand.self)

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let misspelling = Misspelling(CommandLine.arguments.dropFirst(), of: self)
            guard exitCode(for: error) == .validationFailure, let misspelling else { exit(withError: error) }
            exit(withError: ValidationError(misspelling.description))
        }
    }
}

/// Which version this is.
enum Version {
    static let text = "0.1.0"
}
