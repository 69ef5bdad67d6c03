import Glibc
import Testing

/// What the program does to the terminal it is given: at the start, at every size, and at each kind of end.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct TerminalStoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    @Test(arguments: ["C.UTF-8", "POSIX"])
    func `every terminal type starts, or is told what to do`(locale: String) async throws {
        let types = [
            "linux", "xterm", "xterm-256color", "tmux-256color", "screen-256color", "vt100", "dumb", "nosuch",
        ]
        let panes = types.map { tmux.open(columns: 120, rows: 40, term: $0, locale: locale) }
        let bare = tmux.open(columns: 80, rows: 24, term: nil, locale: locale)
        for (pane, type) in zip(panes + [bare], types + ["none"]) {
            try await pane.expect("start of TERM=\(type) or a sentence", within: .seconds(45)) { text in
                text.contains("nominal") || text.contains("ended ") && text.contains("TERM")
            }
            let isRefused = ["dumb", "nosuch", "none"].contains(type)
            let text = pane.text
            #expect(text.contains("ended ") == isRefused, "\(type): \(text)")
            // Braille shows as letters on the Linux console; without UTF-8 there is ASCII only.
            let isPlain = locale == "POSIX" || type == "linux"
            #expect(!isPlain || !text.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
            #expect(locale != "POSIX" || text.utf8.allSatisfy { $0 < 0x80 }, "\(type): \(text)")
        }
    }

    @Test func `a storm of a thousand resizes ends in the picture of the last size`() async throws {
        let pane = tmux.open(columns: 120, rows: 40)
        try await pane.settle()
        let house = pane.house
        for step in 0..<1000 {
            pane.resize(columns: 1 + step * 7919 % 400, rows: 1 + step * 104_729 % 120)
        }
        pane.resize(columns: 120, rows: 40)
        try await pane.expect("the last size drawn") { text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.count >= 40 && lines[38].hasSuffix("╯") && lines[38].count == 120
                && lines[0].contains("nominal")
        }
        #expect(pane.house == house)
        // A picture drawn from another: zoomed and back. Figures may change between the two, so more than one try.
        var isSame = false
        for _ in 0..<6 where !isSame {
            let before = pane.text
            pane.press("z")
            try await pane.expect(words: "zoomed")
            pane.press("z")
            try await pane.expect("the columns again") { !$0.contains("zoomed") }
            isSame = try await settled(pane) == before
        }
        #expect(isSame)
    }

    /// The picture once two looks at it agree.
    private func settled(_ pane: Pane) async throws -> String {
        var before = pane.text
        for _ in 0..<20 {
            try await Task.sleep(for: .milliseconds(50))
            let now = pane.text
            if now == before { return now }
            before = now
        }
        return before
    }

    @Test func `leaving gives the terminal back`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        pane.press("q")
        try await pane.expectEnd(code: "0")
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGQUIT])
    func `a front that is ended by a signal gives the terminal back`(signal: Int32) async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        let front = try #require(pane.front)
        kill(front, signal)
        try await pane.expectEnd(code: "\(128 + signal)")
    }

    @Test func `a house that is killed leaves a restored terminal and a word about it`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        let house = try #require(pane.house)
        kill(house, SIGKILL)
        try await pane.expectEnd(code: "70")
        let text = pane.text.split(separator: "\n").joined()
        #expect(text.contains("SIGKILL"), "\(text)")
        #expect(text.contains("\(tmux.folder)/\(pane.name)"), "\(text)")
    }

    @Test func `a house that is asked to end says why`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        let house = try #require(pane.house)
        kill(house, SIGTERM)
        try await pane.expectEnd(code: "143")
        #expect(pane.text.contains("signal 15"))
    }

    @Test func `a terminal that hangs up takes the demo with it`() async throws {
        let pane = tmux.open(columns: 80, rows: 24)
        try await pane.settle()
        let processes = [pane.front, pane.house].compactMap(\.self)
        #expect(processes.count == 2)
        tmux.run("kill-session", "-t", "=\(pane.name)")
        let end = ContinuousClock.now + .seconds(15)
        while processes.contains(where: { kill($0, 0) == 0 }), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(40))
        }
        #expect(processes.filter { kill($0, 0) == 0 } == [])
    }
}
