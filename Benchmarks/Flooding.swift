import Onlooker

/// Keys, the interrupt and the memory while the shell column is flooded.
enum Flooding {
    private static let line = String(repeating: "0123456789", count: 9)

    static func measure(_ jarvis: String, presses: Int, interrupts: Int) throws(BenchmarkError) -> [Finding] {
        let folder = try Folder()
        let running = try Subject.demo(jarvis).startAndShow(in: folder)
        defer { running.program.end() }
        let program = running.program
        try program.reachShell()
        let before = running.family.residentMemory
        program.type("yes \(line)\r")
        try program.expect([String(line.prefix(40))], "a flood")
        program.type("\u{01}C")
        program.watch(for: .seconds(1))
        let answers = try Answering.press(presses, on: program)
        program.type("3")
        let ends = try interrupt(program, times: interrupts)
        let whole = try pourGigabyte(program)
        let after = running.family.residentMemory
        return [
            Finding(
                what: "key press to drawn answer while `yes` floods the shell column", bound: "≤ 100 ms p99",
                value: answers.words, isKept: answers.quantile(0.99) <= .milliseconds(100), beside: ""),
            Finding(
                what: "Ctrl-C to the shell's prompt during the flood", bound: "≤ 200 ms", value: ends.words,
                isKept: ends.longest <= .milliseconds(200), beside: ""),
            Finding(
                what:
                    "1 GB of lines through the shell column: time; resident memory before and after the floods",
                bound: "≤ 64 MB more",
                value:
                    "\((whole / .seconds(1)).rounded(to: 1)) s; \(before.megabytes) and \(after.megabytes) MB",
                isKept: after - before <= 64_000_000, beside: ""),
        ]
    }

    /// Ends the flood that runs, and begins and ends as many more as it takes.
    private static func interrupt(_ program: ScreenProgram, times: Int) throws(BenchmarkError) -> Samples {
        var durations: [Duration] = []
        for index in 0..<times {
            if index > 0 {
                program.type("yes \(line)\r")
                program.watch(for: .milliseconds(500 + index * 37 % 100))
            }
            let pressed = ContinuousClock.now
            program.type("\u{03}")
            let ended = program.wait { $0.shows(["ready:"]) }
            guard let ended else { throw .notShown("jarvis", awaited: "the prompt after an interrupt") }
            durations.append(pressed.duration(to: ended))
        }
        return Samples(durations)
    }

    private static func pourGigabyte(_ program: ScreenProgram) throws(BenchmarkError) -> Duration {
        let began = ContinuousClock.now
        program.type("clear; yes \(line) | head -c 1000000000; echo pou''red\r")
        let end = program.wait(within: .seconds(300)) { $0.shows(["poured"]) }
        guard let end else { throw .notShown("jarvis", awaited: "the end of a gigabyte") }
        return began.duration(to: end)
    }
}

extension ScreenProgram {
    /// Goes past the boot picture, into mode ops, and has a shell in the shell column that is the same everywhere.
    fileprivate func reachShell() throws(BenchmarkError) {
        type(" ")
        try expect(Subject.dashboard, "the dashboard")
        type("m3")
        // The user's own start files may take long; an interrupt ends them.
        for _ in 0..<10 {
            type("\u{03}exec env -i PATH=/usr/bin:/bin TERM=xterm-256color PS1=rea''dy: sh -i\r")
            if wait(within: .seconds(2), until: { $0.shows(["ready:"]) }) != nil { return }
        }
        throw .notShown("jarvis", awaited: "a plain shell")
    }

    fileprivate func expect(_ texts: [String], _ what: String) throws(BenchmarkError) {
        guard wait(until: { $0.shows(texts) }) != nil else { throw .notShown("jarvis", awaited: what) }
    }
}
