import FoundationEssentials
import Glibc
import Screen
import Testing

@testable import Multiplexer

/// A picture that is kept beside the tests as text, with the role that each cell is drawn in.
///
/// `RECORD_SNAPSHOTS=1` writes what is drawn now and fails, so that nobody records by accident.
struct GoldenScreen {
    let name: String

    private var file: String {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/Screens/\(name).txt"
    }

    /// Compares the picture of a state; `drawShell` draws the cells of a pane.
    func expect(
        _ state: AppState, _ glyphs: GlyphSet = .rich,
        drawShell: @escaping (inout Frame, Rect, PaneID) -> Cursor? = { _, _, _ in nil },
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let roles = try RoleInk()
        let frame = state.draw(ink: roles.ink, glyphs: glyphs, drawShell: drawShell)
        try expect(
            RolePicture(frame, in: roles, over: state.ground(roles.ink).background),
            sourceLocation: sourceLocation)
    }

    func expect(_ drawn: RolePicture, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if getenv("RECORD_SNAPSHOTS") != nil {
            try Data(drawn.text.utf8).write(to: URL(filePath: file))
            Issue.record("recorded \(name); look at it, then run again", sourceLocation: sourceLocation)
            return
        }
        guard FileManager.default.fileExists(atPath: file) else {
            Issue.record(
                "no picture \(name); record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
            return
        }
        let kept = try String(contentsOfFile: file, encoding: .utf8)
        guard drawn.text != kept else { return }
        let difference = Self.difference(from: RolePicture(parsing: kept), to: drawn)
        Issue.record("\(name):\n\(difference)", sourceLocation: sourceLocation)
    }

    /// The first rows of each block that differ: of the text that is drawn there, as it was kept and as it is drawn.
    static func difference(from kept: RolePicture, to drawn: RolePicture) -> String {
        var names = drawn.blocks.map(\.name)
        names += kept.blocks.map(\.name).filter { !names.contains($0) }
        let text = drawn["text"].rows
        return names.flatMap { name -> [String] in
            let (old, new) = (kept[name], drawn[name])
            let changed = (0..<max(old.rows.count, new.rows.count)).filter {
                old.rows.element($0) != new.rows.element($0)
            }
            guard old != new else { return [] }
            let legend = old.legend == new.legend ? [] : ["   - \(old.legend)", "   + \(new.legend)"]
            let rows = changed.prefix(5).flatMap { row in
                (name == "text" ? [] : ["\(row)   \(text.element(row))"])
                    + ["\(row) - \(old.rows.element(row))", "\(row) + \(new.rows.element(row))"]
            }
            return ["\(name): \(changed.count) rows differ"] + legend + rows
        }
        .joined(separator: "\n")
    }
}

extension [String] {
    fileprivate func element(_ index: Int) -> String { indices.contains(index) ? self[index] : "" }
}
