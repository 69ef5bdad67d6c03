import ArgumentParser
import Jarvis

/// `jarvis audit export`: the whole log, for another program.
struct AuditExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print the whole log, the oldest act first.",
        discussion: """
            A line an act, with the members that `jarvis audit list --json` has and the digest of the entry that announced \
            it. In csv a text that a spreadsheet would take for a formula begins with an apostrophe.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl
        case csv
    }

    @Option(help: "How it is written.")
    var format = Format.jsonl

    @Option(help: "The first day (UTC), such as 2026-11-01; otherwise from the begin.")
    var since: String?

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger()
            let arguments = [format.rawValue] + [since].compactMap(\.self)
            // Whole lines are written, as a secret is only seen whole.
            var rest = ""
            let ending = try messenger.carry(.exportActs, arguments) { part in
                rest += part
                guard let end = rest.utf8.lastIndex(of: 0x0A) else { return }
                StandardOutput.write(String(rest[...end]))
                rest = String(rest[rest.utf8.index(after: end)...])
            }
            StandardOutput.write(rest)
            try messenger.close()
            return ending
        }
    }
}
