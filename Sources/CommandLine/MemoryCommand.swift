import ArgumentParser
import FoundationEssentials
import Jarvis
import Memory

/// `jarvis memory …`: the database of what Jarvis remembers.
struct MemoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Save the memory, or set a damaged one aside.",
        subcommands: [MemoryBackupCommand.self, MemorySetAsideCommand.self])
}

/// `jarvis memory backup FILE`: a copy of the database, also of one in use.
struct MemoryBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the memory to a new file that only you may read.",
        discussion: """
            The house goes on meanwhile. To restore it, end the house and put the file in the place of jarvis.db \
            in the folder of state, with no jarvis.db-wal beside it.
            """)

    @Argument(help: "The file, which must not be there yet.", completion: .file())
    var file: String

    func run() throws {
        try Errand.Ending.leave {
            // The house has another working folder.
            let folder = FileManager.default.currentDirectoryPath
            let path = file.hasPrefix("/") ? file : folder + "/" + file
            let messenger = Messenger()
            let ending = try messenger.carry(.backUp, [path])
            try messenger.close()
            if ending.code == 0 { StandardOutput.write("The memory was copied to \(path).\n") }
            return ending
        }
    }
}

/// `jarvis memory set-aside`: gives a damaged database another name, so that a new one can begin.
struct MemorySetAsideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-aside", abstract: "Rename a damaged memory, so that a new one begins.")

    func run() throws {
        try Errand.Ending.leave {
            let folder = Folders(environment: ProcessEnvironment.current).state
            let kept = try Blocking.wait { try await Store.setAside(at: folder, time: .now) }
            StandardOutput.write(
                (kept.map { "The old memory is now \($0)" } ?? "Nothing of the old memory was left")
                    + "; the next house begins a new one.\n")
            return Errand.Ending(.done)
        }
    }
}
