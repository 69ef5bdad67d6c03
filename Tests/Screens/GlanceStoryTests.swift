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
        /// Nothing is amiss, and something is worth knowing.
        var isCalm = false

        var description: String { name }
    }

    private static let scenes = [
        Scene(name: "node-dies", worst: ["agent1 down"], place: 0),
        Scene(name: "guest-crashes", worst: ["stopped without a task"], place: 2),
        Scene(name: "storage-hangs", worst: ["storage nas-nfs", "storage of"], place: 5),
        Scene(name: "quorum-lost", worst: ["quorum lost"], place: 6),
        Scene(name: "slow-network", worst: ["link 1.", "link 0.", "link 2."], place: 9, isCalm: true),
    ]

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
        demo.program.expectFirst(scene.worst, isCalm: scene.isCalm)
    }
}
