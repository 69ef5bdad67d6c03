import ClusterKit
import HTTP
import ProxmoxSim

/// Reading the answer of `/cluster/resources`, and putting a snapshot together from it, on a big cluster.
enum Decoding {
    static func measure(rounds: Int) async throws -> [Finding] {
        let body = try await body(nodes: 1_000, guests: 20_000)
        var readings: [Duration] = []
        var applications: [Duration] = []
        var assembly = SnapshotAssembly(name: "bench")
        let clock = ContinuousClock()
        for _ in 0..<rounds {
            let began = clock.now
            let list = try ResourceList(body: body)
            readings.append(began.duration(to: clock.now))
            applications.append(
                clock.measure {
                    assembly.apply(.success(.resources(list)), to: .resources, after: .zero, at: clock.now)
                })
        }
        let speed = Double(body.count) / 1e6 / (Samples(readings).median / .seconds(1))
        return [
            Finding(
                what: "decode of one /cluster/resources, \((Double(body.count) / 1e6).rounded(to: 1)) MB",
                bound: "≥ 100 MB/s",
                value:
                    "\(speed.rounded(to: 0)) MB/s, \(Samples(readings).median.milliseconds.rounded(to: 1)) ms",
                isKept: speed >= 100, beside: ""),
            Finding(
                what: "the same: putting the snapshot together, off the screen's thread", bound: "",
                value: "\(Samples(applications).median.milliseconds.rounded(to: 1)) ms", isKept: nil,
                beside: ""),
        ]
    }

    private static func body(nodes: Int, guests: Int) async throws -> [UInt8] {
        let simulator = try await Simulator.start(SimulatorConfiguration(nodes: nodes, guests: guests))
        guard let fingerprint = CertificateFingerprint(simulator.fingerprint) else {
            throw BenchmarkError.noCluster("its certificate has no fingerprint")
        }
        let answer = try await HTTPClient().send(
            HTTPRequest(
                .get, simulator.address + "/api2/json/cluster/resources",
                headers: [HTTPHeader("Authorization", simulator.credentials.token.authorization)],
                trust: .pinned(fingerprint)))
        await simulator.stop()
        return answer.body
    }
}
