import Onlooker
import Terminal
import Testing

/// What one second of looking tells: in every scenario, size and palette the first line has the worst thing first.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct GlanceStoryTests {
    /// Something that happens to the demo, and how the first line has to begin then.
    struct Scene: Sendable, CustomStringConvertible {
        let name: String
        /// One of these.
        let worst: [String]
        /// How far down it stands in the list.
        let place: Int

        var description: String { name }
    }

    private static let scenes = [
        Scene(name: "node-dies", worst: ["agent1 down"], place: 0),
        Scene(name: "guest-crashes", worst: ["stopped without a task"], place: 2),
        Scene(name: "storage-hangs", worst: ["storage nas-nfs", "storage of"], place: 5),
        Scene(name: "quorum-lost", worst: ["quorum lost"], place: 6),
    ]

    private static let sizes = [
        (45, 30), (60, 20), (80, 24), (100, 30), (120, 40), (160, 45), (200, 50), (220, 50), (300, 80),
        (45, 20),
    ].map { TerminalSize(columns: $0.0, rows: $0.1) }

    private static let palettes: [(type: String, extra: [String: String])] = [
        ("xterm-256color", ["COLORTERM": "truecolor"]), ("linux", [:]), ("xterm-256color", ["NO_COLOR": "1"]),
    ]

    /// Each scene in the first palette, and the first scene in each.
    private static let looks =
        scenes.map { (scene: $0, palette: 0) }
        + palettes.indices.dropFirst().map { (scene: scenes[0], palette: $0) }

    @Test(arguments: looks)
    func `the worst thing stands first in the first line, whatever the size`(
        scene: Scene, palette: Int
    ) throws {
        let look = Self.palettes[palette]
        let demo = try Demo(columns: 120, rows: 40, type: look.type, extra: look.extra)
        demo.program.type("!")
        try demo.expect(scene.name)
        demo.program.type(String(repeating: "j", count: scene.place) + "\r")
        func worst(_ line: String) -> Bool { scene.worst.contains { line.contains($0) } }
        let isTold = demo.program.wait(within: .seconds(60)) { worst($0.text(row: 0)) } != nil
        try #require(isTold, "\(demo.program.picture.text)")
        for size in Self.sizes {
            demo.program.resize(to: size)
            let isFirst = demo.program.wait(within: .seconds(10)) { screen in
                guard screen.size == size else { return false }
                let line = screen.text(row: 0)
                // Cut at the edge of a small screen, it is still the first that is said.
                let shown = scene.worst.contains { words in
                    line.contains(words) || size.columns < 80 && line.contains(words.prefix(8))
                }
                return shown && !line.contains("nominal")
            }
            #expect(isFirst != nil, "\(size): \(demo.program.look { $0.text(row: 0) })")
        }
    }
}
