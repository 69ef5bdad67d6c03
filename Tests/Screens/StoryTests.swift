import Testing

/// The whole program on a real terminal; one story after the other, as each takes the machine for itself.
@Suite(
    .serialized, .enabled(if: Tmux.missing == nil, "\(Tmux.missing ?? "")"), .timeLimit(.minutes(3)))
struct StoryTests {
    private let tmux: Tmux

    init() throws {
        tmux = try Tmux()
    }

    @Test func `the demo opens at every size`() async throws {
        let sizes = [(80, 24), (120, 40), (200, 50), (300, 80)]
        let panes = sizes.map { tmux.open(columns: $0.0, rows: $0.1) }
        for (pane, size) in zip(panes, sizes) {
            try await pane.expect(words: "nominal", within: .seconds(30))
            try await pane.expect(words: "home")
            try await pane.expect("whole picture of \(size)") { text in
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                return lines.count >= size.1 && lines[size.1 - 2].count == size.0
                    && lines[size.1 - 2].last == "╯"
            }
        }
    }

    @Test func `an order by key reaches the guest and its end is told`() async throws {
        let pane = tmux.open(columns: 120, rows: 40)
        try await pane.settle()
        pane.press("/")
        pane.type("win11")
        pane.press("Enter", "G")
        try await pane.expect("the stopped guest alone") {
            $0.contains("105 win11") && !$0.contains("adguard")
        }
        #expect(pane.text.contains("stopped"))
        pane.press("s")
        try await pane.expect("the guest running", within: .seconds(90)) { text in
            text.split(separator: "\n").contains { $0.contains("105 win11") && $0.contains("%") }
        }
        try await pane.expect("the task in the feed") { $0.contains("qmstart 105 ended well on home") }
    }

    @Test func `stopping asks first, and no is what Enter says`() async throws {
        let pane = tmux.open(columns: 120, rows: 40)
        try await pane.settle()
        pane.press("/")
        pane.type("jellyfin")
        pane.press("Enter", "G")
        try await pane.expect("the guest alone") { !$0.contains("adguard") }
        pane.press("x")
        try await pane.expect(words: "status/stop")
        try await pane.expect(words: "then Enter: yes")
        pane.press("Enter")
        try await pane.expect("no card") { !$0.contains("CONFIRM") }
        pane.press("x")
        try await pane.expect(words: "then Enter: yes")
        pane.press("y")
        try await pane.expect(words: "Enter: yes, do it")
        // A hand needs longer than the 50 ms within which two keys are one burst.
        try await Task.sleep(for: .milliseconds(100))
        pane.press("Enter")
        try await pane.expect("the guest stopped", within: .seconds(90)) { text in
            text.split(separator: "\n").contains { $0.contains("103 jellyfin") && $0.contains("stopped") }
        }
    }

    @Test func `Jarvis answers from the cluster without a model`() async throws {
        let pane = tmux.open(columns: 120, rows: 40)
        try await pane.settle()
        pane.press("a")
        pane.type("status")
        pane.press("Enter")
        try await pane.expect(words: "get_cluster_status")
        try await pane.expect(words: "quorum present")
    }

    @Test func `a node that dies is offline on the screen and in the feed`() async throws {
        let pane = tmux.open(columns: 200, rows: 50)
        try await pane.settle()
        pane.press("!")
        try await pane.expect(words: "node-dies")
        pane.press("Enter")
        try await pane.expect(words: "OFFLINE", within: .seconds(90))
        try await pane.expect(words: "agent1 down")
        #expect(!pane.text.contains("nominal"))
    }
}
