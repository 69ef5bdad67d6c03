import Settings

/// The table of README.md with the settings that most want to know of, between two marks.
struct SettingsExtract {
    static let begin = "<!-- The settings, written by `make docs`. -->\n"
    static let end = "<!-- The end of what is written. -->\n"

    private let pages: [SettingsPage]

    init(_ pages: [SettingsPage]) {
        self.pages = pages
    }

    /// The text with its table renewed; `nil` where it has no marks for one.
    func renewing(_ readme: String) -> String? {
        guard let begin = readme.firstRange(of: Self.begin),
            let end = readme[begin.upperBound...].firstRange(of: Self.end)
        else { return nil }
        return readme[..<begin.upperBound] + table + readme[end.lowerBound...]
    }

    private var table: String {
        var lines = ["| setting | | values | default |", "|---|---|---|---|"]
        for page in pages {
            for row in page.rows where row.isCommon {
                let cells = [row.help, row.values, row.fallback ?? ""]
                lines.append("| `\(page.place).\(row.key)` | " + cells.joined(separator: " | ") + " |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
