import JSON
import ProxmoxSim
import Testing

@Suite struct HistoryTests {
    @Test(arguments: [
        (Profile.nine, "hour", 60, 60), (.nine, "day", 1_440, 60), (.nine, "week", 336, 1_800),
        (.nine, "year", 1_440, 21_600), (.nine, "decade", 570, 604_800), (.eight, "hour", 70, 60),
        (.eight, "day", 70, 1_800), (.eight, "year", 70, 604_800),
    ])
    func `a timeframe has the rows of its release`(
        profile: Profile, name: String, count: Int, step: Int
    ) async throws {
        try await withCluster(.frozen(profile)) { client in
            let rows = try await client.get("/nodes/agent/rrddata?timeframe=\(name)").data.array ?? []
            let times = rows.compactMap { $0["time"]?.integer }
            #expect(times.count == count)
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == step })
        }
    }

    @Test func `release 8 and guests have no decade`() async throws {
        try await withCluster(.frozen(.eight)) { client in
            let answer = try await client.get("/nodes/home/rrddata?timeframe=decade")
            #expect(answer.status == 400)
        }
        try await withCluster { client in
            let answer = try await client.get("/nodes/home/qemu/100/rrddata?timeframe=decade")
            #expect(answer.status == 400)
        }
    }

    @Test func `the newest row agrees with the resource list`() async throws {
        try await withCluster { client in
            await client.simulator.advance(by: .seconds(40))
            let rows = try await client.get("/nodes/home/lxc/103/rrddata?timeframe=hour").data.array ?? []
            let live = try await client.row("lxc/103")
            #expect(rows.last?["time"]?.integer == 1_790_000_040)
            #expect(rows.last?["cpu"]?.double == live["cpu"]?.double)
            #expect(rows.last?["memused"] == nil)
        }
    }

    @Test func `a guest that was stopped has a gap of zeros, and rates in place of counters`() async throws {
        try await withCluster { client in
            _ = try await client.begin("/nodes/home/lxc/103/status/stop")
            await client.simulator.advance(by: .seconds(600))
            let rows = try await client.get("/nodes/home/lxc/103/rrddata?timeframe=hour").data.array ?? []
            let loads = rows.compactMap { $0["cpu"]?.double }
            #expect(loads.suffix(8) == [0, 0, 0, 0, 0, 0, 0, 0])
            #expect(loads.prefix(40).allSatisfy { $0 > 0 })
            #expect((rows.first?["netin"]?.double ?? 0) < 20_000_000)
        }
    }

    @Test func `the time in which a node was dead has no samples`() async throws {
        try await withCluster { client in
            await client.simulator.run(.nodeDies)
            await client.simulator.advance(by: .seconds(300))
            let rows = try await client.get("/nodes/agent1/rrddata?timeframe=hour").data.array ?? []
            // Of the rows without samples the last is left out.
            #expect(rows.count == 59)
            #expect(rows.dropLast(6).allSatisfy { $0["cpu"] != nil })
            #expect(rows.last.map { Set(($0.object ?? [:]).keys) } == ["time"])
        }
    }
}
