import Glibc
import Onlooker
import Terminal

/// Payloads through a whole terminal: from a program's write to its answered question after the last byte.
enum Pouring {
    private static let size = TerminalSize(columns: 200, rows: 50)

    /// Rates in MB/s by multiplexer and payload.
    private typealias Rates = [String: [String: Double]]

    static func measure(_ jarvis: String, rounds: Int, seconds: Double) throws(BenchmarkError) -> [Finding] {
        let names = Payload.all.map(\.name)
        let running = try ([Multiplexer.jarvis(jarvis)] + Multiplexer.peers + [.ceiling]).map {
            multiplexer throws(BenchmarkError) in try RunningMultiplexer(multiplexer, size: size)
        }
        defer { for multiplexer in running { multiplexer.end() } }
        var rates: Rates = [:]
        for name in names {
            // Turn about, so that other work on the machine meets all of them.
            var times: [String: [Int]] = [:]
            for _ in 0..<rounds {
                for multiplexer in running {
                    times[multiplexer.name, default: []].append(
                        try multiplexer.order("pour \(name) \(seconds)", within: .seconds(120)))
                }
            }
            for (multiplexer, times) in times {
                let median = times.sorted()[times.count / 2]
                rates[multiplexer, default: [:]][name] = 1e9 / Double(max(median, 1))
            }
        }
        return names.map { finding($0, rates) } + [together(names, rates)]
    }

    private static func finding(_ name: String, _ rates: Rates) -> Finding {
        let own = rates["jarvis"]?[name] ?? 0
        let peers = Multiplexer.peers.map { ($0.name, rates[$0.name]?[name] ?? 0) }
        let tmux = rates["tmux"]?[name] ?? 0
        let ceiling = rates[Multiplexer.ceiling.name]?[name] ?? 0
        let floor = floors.first { name.hasPrefix($0.prefix) }?.rate ?? 0
        let isKept = own >= 2 * tmux && own >= floor && peers.allSatisfy { own >= $0.1 }
        let bound =
            floor > 0
            ? "≥ 2 × tmux, ≥ \(floor.rounded(to: 0)) MB/s, behind nobody" : "≥ 2 × tmux, behind nobody"
        return Finding(
            what: "`jarvis terminal`, pty to grid, 200×50: \(name)", bound: bound,
            value: "\(own.rounded(to: 1)) MB/s, \((own / max(tmux, 0.001)).rounded(to: 1)) × tmux",
            isKept: isKept,
            beside: (peers + [("the device alone", ceiling)]).map { "\($0.0) \($0.1.rounded(to: 1))" }.joined(
                separator: ", "))
    }

    private static func together(_ names: [String], _ rates: Rates) -> Finding {
        let logarithms = names.map {
            log((rates["jarvis"]?[$0] ?? 0.001) / max(rates["tmux"]?[$0] ?? 0, 0.001))
        }
        let mean = exp(logarithms.reduce(0, +) / Double(max(names.count, 1)))
        return Finding(
            what: "the same, geometric mean of the ratios to tmux", bound: "≥ 3", value: mean.rounded(to: 2),
            isKept: mean >= 3, beside: "")
    }

    /// What some payloads must reach in MB/s whatever the peers do.
    private static let floors: [(prefix: String, rate: Double)] = [
        ("ascii_log", 60), ("dense_cells", 60), ("scrolling", 30),
    ]
}
