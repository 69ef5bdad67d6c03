import Onlooker

/// The time from exec to the first whole picture: the demo, and the peers in turn.
enum Startup {
    static func measure(_ jarvis: String, rounds: Int) throws(BenchmarkError) -> [Finding] {
        var times: [String: [Duration]] = [:]
        let subjects = [Subject.demo(jarvis)] + Subject.peers
        for _ in 0..<rounds {
            for subject in subjects {
                let folder = try Folder()
                let running = try subject.start(in: folder)
                let program = running.program
                defer { program.end() }
                guard let first = program.wait(until: { $0.shows(subject.marks) }) else {
                    throw .notShown(subject.name, awaited: subject.marks.joined(separator: ", "))
                }
                times[subject.name, default: []].append(program.started.duration(to: first))
                guard subject.name == subjects[0].name else { continue }
                program.type(" ")
                guard let live = program.wait(until: { $0.shows(Subject.dashboard) }) else {
                    throw .notShown(subject.name, awaited: Subject.dashboard.joined(separator: ", "))
                }
                times["live", default: []].append(program.started.duration(to: live))
            }
        }
        let own = Samples(times[subjects[0].name] ?? [])
        let live = Samples(times["live"] ?? [])
        let peers = Subject.peers.map { peer in
            let samples = Samples(times[peer.name] ?? [])
            let ratio = (own.median / samples.median).rounded(to: 2)
            return
                "\(peer.name) \(samples.median.milliseconds.rounded(to: 0)) ms (Jarvis takes \(ratio) × that)"
        }
        return [
            Finding(
                what: "start to first full picture, demo", bound: "≤ 40 ms",
                value:
                    "\(own.median.milliseconds.rounded(to: 0)) ms, p95 \(own.quantile(0.95).milliseconds.rounded(to: 0)) ms",
                isKept: own.median <= .milliseconds(40), beside: peers.joined(separator: ", ")),
            Finding(
                what: "start to all four nodes and the quorum, a key skipping the boot picture", bound: "",
                value:
                    "\(live.median.milliseconds.rounded(to: 0)) ms, p95 \(live.quantile(0.95).milliseconds.rounded(to: 0)) ms",
                isKept: nil, beside: ""),
        ]
    }
}
