import ArgumentParser
import Text

/// A word that names no command where one is expected, and the command that may be meant.
package struct Misspelling: CustomStringConvertible {
    /// What was written, and what may be meant: `jarvis config chekc`, `jarvis config check`.
    package let written: String
    package let meant: String

    package var description: String {
        "There is no \"\(Untrusted(written).line)\"; did you mean \"\(meant)\"?"
    }

    /// Looks for the first word that is no command below those before it; `nil` when there is none, or none is near.
    package init?(_ words: some Sequence<String>, of root: any ParsableCommand.Type) {
        var path = [root._commandName]
        var command = root
        for word in words {
            let below = command.configuration.subcommands
            if let next = below.first(where: { $0._commandName == word }) {
                path.append(word)
                command = next
                continue
            }
            let names = below.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
            guard !word.hasPrefix("-"), let name = Self.nearest(to: word, among: names) else { return nil }
            written = (path + [word]).joined(separator: " ")
            meant = (path + [name]).joined(separator: " ")
            return
        }
        return nil
    }

    /// The name that begins with the word, else the one that is fewest slips of a finger away, at most one in three letters.
    package static func nearest(to word: String, among names: [String]) -> String? {
        if word.count > 1, let name = names.first(where: { $0.hasPrefix(word) }) { return name }
        let near = names.map { (name: $0, count: slips(from: Array(word), to: Array($0))) }
        guard let nearest = near.min(by: { $0.count < $1.count }), nearest.count * 3 <= word.count else {
            return nil
        }
        return nearest.name
    }

    /// How many characters are missing, too many, wrong, or changed places with the next one (optimal string alignment).
    package static func slips(from word: [Character], to name: [Character]) -> Int {
        var before: [Int] = []
        var above = Array(0...name.count)
        for (row, character) in word.enumerated() {
            var counts = [row + 1]
            for (column, wanted) in name.enumerated() {
                var count = min(
                    counts[column] + 1, above[column + 1] + 1, above[column] + (character == wanted ? 0 : 1))
                if row > 0, column > 0, character == name[column - 1], word[row - 1] == wanted {
                    count = min(count, before[column - 1] + 1)
                }
                counts.append(count)
            }
            (before, above) = (above, counts)
        }
        return above[name.count]
    }
}
