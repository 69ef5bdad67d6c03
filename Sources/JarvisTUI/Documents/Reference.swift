import Multiplexer
import Settings

/// Docs/Reference.md: the man page's tables for a browser.
struct Reference {
    private var lines: [String] = []

    init(_ handbook: Handbook) {
        lines += [
            "# Reference", "", "Written by `make docs` from the program's own lists; change those.", "",
        ]
        lines += ["## Commands", ""]
        for command in handbook.commands { describe(command) }
        lines += [
            "## Keys", "", "`^X` is Ctrl and X, `M-` is Alt, `S-` is Shift.", "",
            "`keys` in `config.yaml` gives commands other keys by their ids: `keys: {guest.start: [x, F5]}`. "
                + "In copy mode they may have several, one after the other: `keys: {copy.oldest: [\"g g\"]}`.",
            "",
        ]
        for (title, commands) in Handbook.keys {
            lines += ["### \(title)", "", "| keys | command | | id |", "|---|---|---|---|"]
            for command in commands {
                let keys = Handbook.keys(of: command).map { "`\($0)`" }.joined(separator: " ")
                lines.append(
                    "| \(Self.cell(keys)) | \(command.name) | \(Self.cell(command.help)) | `\(command.id)` |")
            }
            lines.append("")
        }
        lines += ["## In the chat's line", ""]
        table(Handbook.words)
        lines += ["## Configuration", ""]
        for page in Handbook.settings {
            lines += ["### \(Handbook.title(of: page))", ""]
            lines += ["| key | | values | default | a change counts |", "|---|---|---|---|---|"]
            lines += page.rows.map(Self.line) + [""]
        }
        lines += ["## Exit codes", ""]
        table(Handbook.exitCodes)
        lines += ["## Environment", ""]
        table(Surroundings.environment)
        lines += ["## Files", ""]
        table(Surroundings.files)
    }

    /// The whole document.
    var text: String { lines.joined(separator: "\n").trimmingEnd + "\n" }

    private mutating func describe(_ command: DocumentedCommand) {
        lines += ["### `\(command.usage)`", "", command.abstract, ""]
        if !command.discussion.isEmpty { lines += [command.discussion, ""] }
        table(command.arguments.map { ($0.spelling, $0.meaning) })
    }

    private mutating func table(_ entries: [Entry]) {
        guard !entries.isEmpty else { return }
        lines += ["| | |", "|---|---|"]
        lines += entries.map { "| `\($0.name)` | \(Self.cell($0.meaning)) |" } + [""]
    }

    private static func line(_ row: SettingRow) -> String {
        let cells = [row.help, row.values, row.fallback ?? "", row.counts.rawValue]
        return "| `\(row.key)` | " + cells.map(cell).joined(separator: " | ") + " |"
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension String {
    /// Without the blank lines at its end.
    fileprivate var trimmingEnd: Substring {
        var rest = self[...]
        while rest.hasSuffix("\n") { rest = rest.dropLast() }
        return rest
    }
}
