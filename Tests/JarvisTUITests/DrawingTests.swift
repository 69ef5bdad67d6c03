import AIKit
import ClusterKit
import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct DrawingTests {
    /// Every layer there is, above a state with figures.
    static func layered(_ size: Size, _ snapshot: ClusterSnapshot) -> [AppState] {
        let plain = Sample.state(size, snapshot: snapshot)
        var states = [plain]
        for key in ["?", ":", "/", "Q", "!"] {
            var state = plain
            state.house.scenarios = [ScenarioChoice(name: "node-dies", help: "A node dies.")]
            state.press(key)
            states.append(state)
        }
        let code = Event.kit(
            .codeQuestion(CodeQuestion(cluster: "lab", account: "root@pam", methods: ["totp"])))
        for question in TypingTests.questions + [code] {
            var state = plain
            _ = state.update(question, at: Sample.start)
            state.openQuestion()
            states.append(state)
        }
        let compared = snapshot.nodes.prefix(3).map {
            DetailRequest(cluster: plain.cluster.name, subject: .node($0.name), timeframe: .day)
        }
        let lists: [any Layer] = [
            CopyListLayer(), TabListLayer(plain.shell), RenameLayer("logs"), FeedLayer(plain),
            AmissLayer(plain), OrderLayer(), ViewsLayer(plain), ViewNameLayer(""),
            CompareLayer(requests: compared), ReleaseLayer(state: .unreadable("x")),
            CostLayer(CostTests.report), ToolsLayer(),
            FindLayer("disk"), FindLayer("disk", FindTests.said), PromptsLayer(),
            PromptsLayer(FindTests.said), MemoryLayer(of: plain.cluster.name, "x"),
            MemoryLayer(of: plain.cluster.name, "", MemoryLayerTests.facts, MemoryLayerTests.acts),
            TalksLayer(plain.cluster.name),
            TalksLayer(plain.cluster.name, TalksTests.notes),
            CallLayer(CitationTests.citations, at: 0, of: plain.cluster.name), CitationTests.layer,
            SentLayer(plain.cluster.name), SentLayer(plain.cluster.name, .some(nil)),
            SentLayer(plain.cluster.name, SentTests.request),
            RowMenuLayer(plain, at: Point(x: 10, y: 5)),
        ]
        for layer in lists {
            var state = plain
            state.push(layer)
            states.append(state)
        }
        for row in plain.cluster.rows {
            var state = plain
            state.cluster.select(row)
            state.press("Enter")
            states.append(state)
        }
        var booting = plain
        booting.mode = .jarvis
        _ = booting.update(.attached(size), at: Sample.start)
        return states + [booting]
    }

    @Test func `every layer there is lies above one of the states that are drawn`() {
        let drawn = Set(
            Self.layered(Sample.state().size, Sample.snapshot).flatMap(\.layers).map { "\(type(of: $0))" })
        let paths = ["JarvisTUI", "Multiplexer"].flatMap {
            ProjectFile.names(under: "Sources/\($0)/Layers", ending: "Layer.swift")
        }
        let names = paths.compactMap { $0.split(separator: "/").last.map { String($0.dropLast(6)) } }
        #expect(drawn == Set(names).subtracting(["Layer"]))
    }

    @Test(arguments: GlyphSet.allCases)
    func `every layer draws at every size from one cell on`(glyphs: GlyphSet) {
        let sizes = [
            (1, 1), (1, 50), (20, 6), (21, 7), (33, 9), (40, 12), (60, 20), (80, 24), (99, 11), (100, 30),
            (120, 40), (160, 17), (200, 50), (400, 6), (300, 80), (400, 120),
        ]
        for (width, height) in sizes {
            let size = Size(width: width, height: height)
            for state in Self.layered(size, Sample.snapshot) {
                #expect(state.picture(glyphs).size == size)
            }
        }
    }

    @Test func `every size there is can be drawn`() {
        var state = Sample.state()
        for focus in HouseScreen.catalog.withKeys {
            state.focus(focus)
            for width in stride(from: 1, through: 400, by: 19) {
                for height in stride(from: 1, through: 120, by: 7) {
                    state.size = Size(width: width, height: height)
                    #expect(state.picture().size == state.size)
                }
            }
        }
    }

    @Test(arguments: [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 50),
    ])
    func `hostile names leave no control character and every border in its column`(size: Size) {
        for state in Self.layered(size, Hostile.snapshot) {
            let frame = state.picture()
            #expect(frame.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible || $0.isJoint })
            let layout = Layout(size: size, focus: state.focus, isZoomed: false, catalog: HouseScreen.catalog)
            guard state.layers.isEmpty else { continue }
            for rect in layout.columns.values {
                for y in rect.y..<rect.endY {
                    #expect("│╮╯┤┃".contains(frame[rect.endX - 1, y].character), "row \(y) of \(rect)")
                    #expect("│╭╰├".contains(frame[rect.x, y].character), "row \(y) of \(rect)")
                }
            }
        }
    }

    @Test(arguments: [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 50),
    ])
    func `what is not known is never drawn as fine`(size: Size) {
        var silent = Sample.snapshot
        silent.quorum = .unknown
        silent.nodes = silent.nodes.map { Node(name: $0.name, state: .unknown) }
        silent.guests = silent.guests.map { guest in
            var guest = guest
            (guest.status, guest.lastKnownStatus) = (.unknown, guest.status)
            (guest.cpu, guest.memory) = (nil, nil)
            return guest
        }
        silent.storages = silent.storages.map { Storage(id: $0.id, state: .unknown) }
        silent.tasks = []
        let nothing = ClusterSnapshot(name: "lab")
        for snapshot in [silent, nothing] {
            var state = Sample.blank(size)
            _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
            for focus in [PanelID.cluster, .chat] {
                state.focus(focus)
                #expect(state.picture().texts(in: Ink.plain.ok) == [])
            }
        }
    }

    @Test(arguments: [(120, "2/2   up 41d"), (160, "2/2   up 41d"), (200, "2/2 guests up   up 41d")])
    func `a node tells how many of its guests run, in short where there is less room`(
        width: Int, words: String
    ) {
        let state = Sample.state(Size(width: width, height: 45))
        #expect(state.picture().text.contains(words))
    }

    @Test func `figures that are old say how old`() {
        var state = Sample.state(Size(width: 120, height: 40))
        #expect(!state.picture().text.contains("STALE"))
        _ = state.update(.tick, at: Sample.moment(75))
        let text = state.picture().text
        #expect(text.contains("STALE 1m 15s"))
        #expect(text.contains("figures 1m 15s old"))
        #expect(!text.contains("nominal"))
    }

    @Test func `a shell's name cannot leave its border`() {
        var state = Sample.state(Size(width: 200, height: 50))
        let title = String(repeating: "漢\u{1B}[2J", count: 200)
        _ = state.update(.shell(state.shell.focus, .looks(PaneLooks(title: title))), at: Sample.start)
        let frame = state.picture()
        #expect(frame[199, 1].character == "╮")
        #expect(frame.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
    }
}

extension Frame {
    /// The runs of text whose foreground is that style's.
    fileprivate func texts(in style: Style) -> [String] {
        (0..<size.height).map { y in
            String(
                (0..<size.width).map { self[$0, y] }.filter {
                    $0.style.foreground == style.foreground && $0.character != " "
                }.map(\.character))
        }
        .filter { !$0.isEmpty }
    }
}

extension Unicode.Scalar {
    /// Holds an emoji together.
    fileprivate var isJoint: Bool { value == 0x200D || value == 0xFE0F }
}
