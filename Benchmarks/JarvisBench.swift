import Glibc

/// Measures the built `jarvis` from outside, on a terminal, and its peers beside it.
///
/// `JarvisBench JARVIS [DOCUMENT] [PART…]`: the binary, the page whose figures are replaced, and the parts to
/// measure: `startup`, `idle`, `hanging`, `big`, `arrange`, `stream`, `flood`, `engine`, `draw`, `terminal`, `echo`, `rest`, `starts`, `resize`, `decode`, `word`, `gate`, `search`, `hostile`; all
/// when none is named.
@main
enum JarvisBench {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        if words.first == "--pour", words.count == 2 { Pourer.run(folder: words[1]) }
        if words.first == "--drop" { Dropping.run(Array(words.dropFirst())) }
        guard let jarvis = words.first else {
            print("usage: JarvisBench JARVIS [DOCUMENT] [PART...]")
            exit(64)
        }
        do {
            var findings: [Finding] = []
            for part in parts where words.count < 3 || words.dropFirst(2).contains(part.name) {
                for finding in try await part.measure(jarvis) {
                    print(finding.row)
                    findings.append(finding)
                }
            }
            if words.count == 2 { try Page(path: words[1]).replaceFigures(by: findings) }
        } catch {
            print("JarvisBench: \(error)")
            exit(1)
        }
    }

    /// What is measured, in the order of the table.
    private static let parts: [(name: String, measure: @Sendable (String) async throws -> [Finding])] = [
        ("startup", { try Startup.measure($0, rounds: 20) }),
        ("idle", { try Idling.measure($0, for: .seconds(60)) }),
        ("hanging", { try Answering.whileHanging($0, presses: 500) }),
        ("big", { try Answering.onBigCluster($0, presses: 500) }),
        ("arrange", { try Arranging.measure($0, rounds: 30) }),
        ("stream", { try Streaming.measure($0, for: .seconds(30), presses: 300) }),
        ("flood", { try Flooding.measure($0, presses: 500, interrupts: 20) }),
        ("engine", { _ in Reading.measure(bytes: 16_000_000, runs: 9) }),
        ("draw", { _ in try Drawing.measure(rounds: 100) }),
        ("terminal", { try Pouring.measure($0, rounds: 3, seconds: 1) }),
        ("echo", { try Echoing.measure($0, presses: 500, interrupts: 20) }),
        ("rest", { try Resting.measure($0, for: .seconds(30)) }),
        ("starts", { _ in try Starting.measure(starts: 10_000) }),
        ("resize", { try Resizing.measure($0, storms: 4) }),
        ("hostile", { try Enduring.measure($0, seconds: 0.5, interrupts: 10) }),
        ("word", { try FirstWord.measure($0, rounds: 60) }),
        ("gate", { _ in try Gating.measure(rounds: 20_000) }),
        ("search", { _ in try await Searching.measure(rows: 1_000_000, searches: 1_000) }),
        ("decode", { _ in try await Decoding.measure(rounds: 40) }),
    ]
}
