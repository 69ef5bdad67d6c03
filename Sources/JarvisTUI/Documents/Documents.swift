import ArgumentParser
import CommandLine
import FoundationEssentials
import Jarvis

/// What the program writes of itself into the project: each document from its path and what stands there.
enum Documents {
    /// The paths from the top of the project.
    static let all = ["Packaging/jarvis.1", "Docs/Reference.md", readme]
    static let readme = "README.md"

    /// What should stand at one of these paths, where `old` does now.
    static func text(of path: String, old: String) throws -> String {
        let handbook = try Handbook()
        switch path {
        case "Packaging/jarvis.1": return ManualPage(handbook).text
        case "Docs/Reference.md": return Reference(handbook).text
        default:
            guard let text = SettingsExtract(Handbook.settings).renewing(old) else {
                throw ValidationError("\(path) has no marks for the table of settings")
            }
            return text
        }
    }
}

/// `jarvis documents FOLDER`, for `make docs`.
struct DocumentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents", abstract: "Write man page, reference and the README's table.",
        shouldDisplay: false)

    @Argument(help: "The top of the project.", completion: .directory)
    var folder: String

    func run() throws {
        for document in Documents.all {
            let place = URL(filePath: folder).appending(path: document)
            // The others are written whole, and need not be there yet.
            let old = document == Documents.readme ? try String(contentsOf: place, encoding: .utf8) : ""
            try Documents.text(of: document, old: old).write(to: place, atomically: true, encoding: .utf8)
        }
    }
}
