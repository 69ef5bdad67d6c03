import Onlooker
import Terminal

/// Hostile streams through `jarvis terminal` and tmux, turn about: what they cost, and an interrupt into each.
enum Enduring {
    private static let size = TerminalSize(columns: 200, rows: 50)

    static func measure(_ jarvis: String, seconds: Double, interrupts: Int) throws(BenchmarkError)
        -> [Finding]
    {
        let peers = Multiplexer.peers.filter { $0.name == "tmux" }
        var running: [RunningMultiplexer] = []
        for multiplexer in [Multiplexer.jarvis(jarvis)] + peers {
            running.append(try RunningMultiplexer(multiplexer, size: size))
        }
        defer { for multiplexer in running { multiplexer.end() } }
        var findings: [Finding] = []
        for (index, payload) in Payload.hostile.enumerated() {
            var rates: [String: Double] = [:]
            var ends: [String: Samples] = [:]
            for multiplexer in running {
                let time = try multiplexer.order("hostile \(index) \(seconds)", within: .seconds(300))
                rates[multiplexer.name] = 1e9 / Double(max(time, 1))
                ends[multiplexer.name] = try Echoing.interrupt(multiplexer, interrupts, "flood \(index)")
                    .received
            }
            guard let own = rates["jarvis"], let end = ends["jarvis"] else { continue }
            let tmux = rates["tmux"]
            findings.append(
                Finding(
                    what: "hostile: \(payload.name)", bound: "≤ 3 × tmux, Ctrl-C ≤ 50 ms",
                    value: "\(own.rounded(to: 2)) MB/s; Ctrl-C \(end.fineWords)",
                    isKept: own * 3 >= tmux ?? 0 && end.longest <= .milliseconds(50),
                    beside:
                        "tmux \((tmux ?? 0).rounded(to: 2)) MB/s; Ctrl-C \(ends["tmux"]?.fineWords ?? "?")"))
        }
        return findings
    }
}
