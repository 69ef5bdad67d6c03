import ArgumentParser
import Jarvis
import Screen
import Settings
import Text

/// `jarvis config …`: the configuration file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Make or check the configuration.",
        subcommands: [ConfigInitCommand.self, ConfigCheckCommand.self])
}

/// `jarvis config check`: whether the file is right.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Name the file, line and key of every mistake.",
        discussion: """
            Looks at the file and at what it names on this machine: secrets and their modes, certificate files, the \
            shell, the theme, the keys. Whether the cluster and the model answer is the business of `jarvis doctor`.
            """)

    @Argument(help: "The file; the one Jarvis reads when left out.", completion: .file(extensions: ["yaml"]))
    var file: String?

    func run() throws {
        try Errand.Ending.leave {
            let environment = ProcessEnvironment.current
            let folders = Folders(environment: environment)
            let file = file ?? folders.configurationFile
            let screen = ScreenJudge.of(ThemeFolders.all(folders), KnownCommands.all)
            let examined = try Blocking.wait { () -> (Configuration, [SettingsError])? in
                guard var reading = ConfigurationReading(file: file) else { return nil }
                await reading.examine(environment: environment, screen: screen)
                return (reading.configuration, reading.mistakes.all)
            }
            guard let (settings, mistakes) = examined else {
                return Errand.Ending(
                    .configuration, "There is no \(file); `jarvis config init` makes one.")
            }
            guard mistakes.isEmpty else {
                return Errand.Ending(.configuration, mistakes.map(\.description).joined(separator: "\n"))
            }
            let names = settings.clusters.map { Untrusted($0.name).line }.joined(separator: ", ")
            StandardOutput.write(
                "\(file) is right. Clusters: \(names.isEmpty ? "none" : names). \(Self.models(settings.ai))\n"
            )
            return Errand.Ending(.done)
        }
    }

    private static func models(_ settings: MindSettings) -> String {
        guard !settings.models.isEmpty else {
            let one = settings.model
            return "Model: \(Untrusted(one.model ?? one.provider.name).line)."
        }
        let names = settings.models.map { "\($0.name) (\(Untrusted($0.settings.model ?? "").line))" }
        return "Models: \(names.joined(separator: ", "))."
    }
}

/// `jarvis config init`: asks, tries, and writes.
struct ConfigInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Ask for a cluster and a token, try them, and write the configuration.",
        discussion: """
            The token's secret goes to a file of its own that only you may read. Nothing is ever written over: what \
            is in the way is kept under another name after you agreed.
            """)

    func run() throws {
        try Errand.Ending.leave {
            guard let terminal = ControllingTerminal() else {
                return Errand.Ending(
                    .usage,
                    "`jarvis config init` asks on a terminal and there is none; write the file by hand.")
            }
            return try ConfigInterview(
                terminal: terminal, folders: Folders(environment: ProcessEnvironment.current)
            ).run()
        }
    }
}
