import Onlooker

/// What a program uses while nobody touches it: processor, memory, bytes for the terminal.
struct Idling {
    /// Of one core.
    var processor: Double
    /// Bytes a second.
    var output: Double
    /// Bytes resident at the end.
    var memory: Int

    init(_ running: Subject.Running, settling: Duration, for time: Duration) {
        running.program.watch(for: settling)
        let (used, written, began) = (
            running.family.processorTime, running.program.bytesWritten, ContinuousClock.now
        )
        running.program.watch(for: time)
        let elapsed = began.duration(to: .now)
        processor = (running.family.processorTime - used) / elapsed
        output = Double(running.program.bytesWritten - written) / (elapsed / .seconds(1))
        memory = running.family.residentMemory
    }

    private var percent: String { (processor * 100).rounded(to: 2) + " %" }
    private var rate: String { output.rounded(to: 0) + " B/s" }
    private var megabytes: String { memory.megabytes + " MB" }
}

extension Idling {
    /// The demo in its modes, Jarvis without the simulator, and the peers.
    static func measure(_ jarvis: String, for time: Duration) throws(BenchmarkError) -> [Finding] {
        let turning = try demo(jarvis, keys: " ", for: min(time, .seconds(40)))
        let ops = try demo(jarvis, keys: " m", for: time)
        let alone = try withoutSimulator(jarvis, for: time)
        var peers: [(name: String, idling: Idling)] = []
        for peer in Subject.peers {
            let folder = try Folder()
            let running = try peer.startAndShow(in: folder)
            defer { running.program.end() }
            peers.append((peer.name, Idling(running, settling: .seconds(5), for: time)))
        }
        func beside(_ figure: (Idling) -> String) -> String {
            peers.map { "\($0.name) \(figure($0.idling))" }.joined(separator: ", ")
        }
        return [
            Finding(
                what: "idle processor, 4 nodes, mode ops, Jarvis without the simulator",
                bound: "≤ 0.5 % of a core",
                value: alone.percent, isKept: alone.processor <= 0.005, beside: beside(\.percent)),
            Finding(
                what: "the same for the demo, simulator included", bound: "", value: ops.percent, isKept: nil,
                beside: ""),
            Finding(
                what: "processor with everything moving, demo, simulator included", bound: "≤ 3 %",
                value: turning.percent, isKept: turning.processor <= 0.03, beside: ""),
            Finding(
                what: "resident memory, demo, front and house", bound: "≤ 50 MB", value: ops.megabytes,
                isKept: ops.memory <= 50_000_000, beside: beside(\.megabytes)),
            Finding(
                what: "bytes for the terminal while idle, demo, mode ops", bound: "≤ 1 KB/s", value: ops.rate,
                isKept: ops.output <= 1000, beside: beside(\.rate)),
            Finding(
                what: "the same with everything moving", bound: "", value: turning.rate, isKept: nil,
                beside: ""),
        ]
    }

    private static func demo(_ jarvis: String, keys: String, for time: Duration) throws(BenchmarkError)
        -> Idling
    {
        let folder = try Folder()
        let running = try Subject.demo(jarvis).startAndShow(in: folder)
        defer { running.program.end() }
        for key in keys {
            running.program.type(String(key))
            running.program.watch(for: .milliseconds(300))
        }
        guard running.program.wait(until: { $0.shows(Subject.dashboard) }) != nil else {
            throw .notShown("jarvis demo", awaited: Subject.dashboard.joined(separator: ", "))
        }
        return Idling(running, settling: .seconds(5), for: time)
    }

    private static func withoutSimulator(_ jarvis: String, for time: Duration) throws(BenchmarkError)
        -> Idling
    {
        let cluster = try SimulatedCluster(jarvis, nodes: 4)
        defer { cluster.end() }
        let folder = try Folder()
        try folder.configure(cluster)
        let subject = Subject.jarvis(jarvis, secret: cluster.secret, marks: Subject.dashboard)
        let running = try subject.startAndShow(in: folder)
        defer { running.program.end() }
        return Idling(running, settling: .seconds(5), for: time)
    }
}
