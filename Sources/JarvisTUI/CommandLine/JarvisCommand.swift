import ArgumentParser
import House

/// The program's commands.
@main
struct JarvisCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jarvis", abstract: "A command center for Proxmox homelabs, with a butler and a shell.",
        discussion: "Without a configuration file it opens the demo on a simulated cluster.",
        version: Version.text,
        subcommands: [
            OpenCommand.self, DemoCommand.self, SimulateCommand.self, WatchCommand.self,
            KillHouseCommand.self,
            TrustCommand.self, HouseCommand.self,
        ],
        defaultSubcommand: OpenCommand.self)
}

/// Which version this is.
enum Version {
    static let text = "0.1.0"
}
