import FoundationEssentials
import Glibc
import Testing

/// One terminal with a program in it.
struct Pane {
    let tmux: Tmux
    let name: String

    /// What the terminal shows, line by line, without the spaces at their ends.
    var lines: [String] {
        tmux.run("capture-pane", "-p", "-t", "=\(name):").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return String(line)
        }
    }

    var text: String { lines.joined(separator: "\n") }

    /// Presses keys by tmux's names for them.
    func press(_ keys: String...) {
        for key in keys { tmux.run("send-keys", "-t", "=\(name):", key) }
    }

    func type(_ text: String) {
        tmux.run("send-keys", "-l", "-t", "=\(name):", text)
    }

    func resize(columns: Int, rows: Int) {
        tmux.run("resize-window", "-t", "=\(name):", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// One of tmux's variables of this terminal, such as `alternate_on`.
    func variable(_ variable: String) -> String {
        var text = tmux.run("display-message", "-p", "-t", "=\(name):", "#{\(variable)}")
        while text.last == "\n" { text.removeLast() }
        return text
    }

    /// Waits until the picture is as asked for; records what is shown when it does not become so.
    @discardableResult
    func expect(
        _ what: String, within time: Duration = .seconds(60),
        sourceLocation: SourceLocation = #_sourceLocation,
        _ isThere: (String) -> Bool
    ) async throws -> Bool {
        if try await shows(within: time, isThere) { return true }
        Issue.record("no \(what) within \(time):\n\(text)", sourceLocation: sourceLocation)
        return false
    }

    /// Whether the picture becomes as asked for in that time.
    func shows(within time: Duration, _ isThere: (String) -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + time
        while !isThere(text) {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(40))
        }
        return true
    }

    /// Waits until these words are on the screen.
    @discardableResult
    func expect(
        words: String, within time: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Bool {
        try await expect("“\(words)”", within: time, sourceLocation: sourceLocation) { $0.contains(words) }
    }

    /// Takes the terminal away, and waits until front and house are gone.
    func expectEndByHangUp(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let processes = [front, house].compactMap(\.self)
        #expect(processes.count == 2, sourceLocation: sourceLocation)
        tmux.run("kill-session", "-t", "=\(name)")
        let end = ContinuousClock.now + .seconds(60)
        while processes.contains(where: { kill($0, 0) == 0 }), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(40))
        }
        #expect(processes.filter { kill($0, 0) == 0 } == [], sourceLocation: sourceLocation)
    }

    /// Waits until the first figures are there, past the boot sequence and in the mode where nothing moves by itself.
    func settle(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await expect(words: "nominal", sourceLocation: sourceLocation)
        press("m")
        guard variable("pane_width") >= "100", variable("pane_width").count >= 3 else { return }
        try await expect(words: "ops", sourceLocation: sourceLocation)
    }

    /// Waits for the program's end and checks that the terminal is as it was before.
    func expectEnd(
        code: String, within time: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expect(words: "ended \(code)", within: time, sourceLocation: sourceLocation)
        #expect(modes("after") == modes("before"), sourceLocation: sourceLocation)
        #expect(variable("alternate_on") == "0", sourceLocation: sourceLocation)
        #expect(variable("cursor_flag") == "1", sourceLocation: sourceLocation)
        #expect(variable("mouse_any_flag") == "0", sourceLocation: sourceLocation)
    }

    private func modes(_ when: String) -> String? {
        FileManager.default.contents(atPath: "\(tmux.folder)/\(name).\(when)")
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The process that owns everything behind this terminal, found by the folder of its state.
    var house: pid_t? { ProcessTable.house(state: "\(tmux.folder)/\(name)") }

    /// The house, and what a crash left of those before it until their reports are written.
    var houses: [pid_t] { ProcessTable.houses(of: "\(tmux.folder)/\(name)/") }

    /// The process that handed the terminal over, found by the folder of its state as well.
    var front: pid_t? { ProcessTable.front(state: "\(tmux.folder)/\(name)") }
}
