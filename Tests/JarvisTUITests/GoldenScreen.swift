import FoundationEssentials
import Glibc
import Screen
import Testing

/// A picture that is kept beside the tests as text.
///
/// `RECORD_SNAPSHOTS=1` writes what is drawn now and fails, so that nobody records by accident.
struct GoldenScreen {
    let name: String

    private var file: String {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/Screens/\(name).txt"
    }

    func expect(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let text = frame.text + "\n"
        if getenv("RECORD_SNAPSHOTS") != nil {
            try Data(text.utf8).write(to: URL(filePath: file))
            Issue.record("recorded \(name); look at it, then run again", sourceLocation: sourceLocation)
            return
        }
        guard FileManager.default.fileExists(atPath: file) else {
            Issue.record(
                "no picture \(name); record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
            return
        }
        let golden = try String(contentsOfFile: file, encoding: .utf8)
        guard text != golden else { return }
        Issue.record("\(difference(text, golden))", sourceLocation: sourceLocation)
    }

    /// The first rows that differ.
    private func difference(_ drawn: String, _ golden: String) -> String {
        let (new, old) = (rows(drawn), rows(golden))
        let count = max(new.count, old.count)
        let changed = (0..<count).filter { new.element($0) != old.element($0) }
        return "\(name): \(changed.count) rows differ\n"
            + changed.prefix(5).map { "\($0)- \(old.element($0))\n\($0)+ \(new.element($0))" }
            .joined(separator: "\n")
    }

    private func rows(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}

extension [Substring] {
    fileprivate func element(_ index: Int) -> Substring { indices.contains(index) ? self[index] : "" }
}
