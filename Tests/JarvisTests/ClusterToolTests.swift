import AIKit
import ClusterKit
import JSON
import Memory
import OfflineButler
import ProxmoxSim
import Testing

@testable import Jarvis

@Suite(.timeLimit(.minutes(5)))
struct ClusterToolTests {
    private func run(
        _ tool: ToolName, _ arguments: JSONValue = [:], in home: Homestead
    ) async throws -> JSONValue {
        let tools = ClusterTools.all(home.site, memory: home.store, beside: [home.site])
        let tool = try #require(tools[tool.rawValue])
        let outcome = try await tool.run(try tool.definition.check(arguments))
        #expect(outcome.ending == .done)
        return try #require(outcome.structured)
    }

    private func texts(_ rows: JSONValue?, _ key: String) -> [String] {
        rows?.array?.compactMap { $0[key]?.string } ?? []
    }

    private func numbers(_ rows: JSONValue?, _ key: String) -> [Int] {
        rows?.array?.compactMap { $0[key]?.integer } ?? []
    }

    @Test func `every tool is told in its own words, and those are there that the offline butler asks for`()
        async throws
    {
        try await Homestead.live { home in
            let tools = ClusterTools.all(home.site).definitions
            for tool in tools { #expect(tool.description.count > 40, "\(tool.name)") }
            #expect(Set(OfflineProvider.tools).subtracting(tools.map(\.name)) == [])
        }
    }

    @Test func `the reading tools return what they promise`() async throws {
        try await Homestead.live { home in
            let status = try await run(.clusterStatus, in: home)
            #expect(status["cluster"] == "homelab" && status["quorate"] == true)
            #expect(status["votes"] == 4 && status["expected"] == 4)
            #expect(texts(status["nodes"], "node") == ["agent", "agent1", "home", "pve"])
            let node = try await run(.nodeStatus, ["node": "pve"], in: home)["node"]
            #expect(node?["node"] == "pve" && node?["status"] == "online")
            #expect(node?["loadavg"]?.array?.count == 3 && node?["kversion"]?.string != nil)
            let machines = try await run("get_vms", ["node": "home"], in: home)["guests"]
            #expect(numbers(machines, "vmid") == [100, 101, 102, 105])
            #expect(Set(texts(machines, "type")) == ["qemu"])
            let containers = try await run("get_containers", in: home)["guests"]
            #expect(Set(texts(containers, "type")) == ["lxc"] && containers?.array?.count == 12)
            let storages = try await run(.storage, ["node": "agent"], in: home)["storage"]
            #expect(storages?.array?.count == 4 && Set(texts(storages, "node")) == ["agent"])
            #expect(Set(texts(storages, "status")) == ["available"])
            let all = try await run(.clusterResources, in: home)
            #expect(["nodes", "guests", "storage"].map { all[$0]?.array?.count } == [4, 23, 16])
        }
    }

    @Test func `tasks, backups and temperatures are what is known of them`() async throws {
        try await Homestead.live { home in
            let tasks = try await run(.recentTasks, ["limit": 3], in: home)["tasks"]
            let begun = numbers(tasks, "starttime")
            #expect(begun.count == 3 && begun == begun.sorted(by: >))
            #expect(texts(tasks, "upid").allSatisfy { $0.hasPrefix("UPID:") })
            let backups = try await run(.backups, in: home)
            #expect(numbers(backups["backups"], "ctime").count == backups["backups"]?.array?.count)
            #expect(backups["backups"]?.array?.isEmpty == false && backups["unprotected"]?.array != nil)
            let one = try await run(.backups, ["vmid": 100], in: home)
            #expect(Set(numbers(one["backups"], "vmid")) == [100] && one["unprotected"] == nil)
            #expect(try await run(.nodeTemperature, in: home)["temperatures"] == [])
        }
    }

    /// A model reads GiB, percents and times of day; programs read Proxmox's own figures.
    @Test func `what a model is given has no raw bytes, Unix seconds or long fractions`() async throws {
        try await Homestead.live { home in
            let readings: [(ToolName, JSONValue)] = [
                (.clusterStatus, [:]), (.nodeStatus, ["node": "pve"]), ("get_vms", [:]),
                ("get_containers", [:]),
                (.storage, [:]), (.clusterResources, [:]), (.recentTasks, [:]), (.backups, [:]),
            ]
            var sizes: [ToolName: (before: Int, now: Int)] = [:]
            for (name, arguments) in readings {
                let tool = try #require(ClusterTools.all(home.site)[name.rawValue])
                let outcome = try await tool.run(arguments)
                let text = outcome.text.replacing(/UPID:\S+|cpumodel.*|ip \S+/, with: "")
                #expect(text.firstMatch(of: /[0-9]{6}|[0-9]\.[0-9]{2}|\{|"/) == nil, "\(name): \(text)")
                sizes[name] = (outcome.structured?.text.utf8.count ?? 0, outcome.text.utf8.count)
            }
            print("bytes for a model, before and now: \(sizes)")
            for (name, size) in sizes where name != .recentTasks {
                #expect(size.now * 10 < size.before * 7, "\(name) takes \(size)")
            }
        }
    }

    @Test func `what the top line says of a storage that hangs, the butler and the report say too`()
        async throws
    {
        try await Homestead.live { home in
            await home.simulator.run(.storageHangs)
            _ = try await home.witness.line("storage.hung")
            // One node may be found silent before the others; of a few storages each is told by its name.
            var (snapshot, silent) = (await home.site.snapshot, [NodeName]())
            while silent.count < 2 {
                try await Task.sleep(for: .milliseconds(50))
                snapshot = await home.site.snapshot
                silent = snapshot.nodesSilentAboutStorage(at: .now)
            }
            let rows =
                StatusReport.json([snapshot], at: .now)["clusters"]?.array?.first?["storage"]?.array ?? []
            for row in rows where silent.map(\.text).contains(row["node"]?.string ?? "") {
                #expect(row["status"] == "unknown")
            }
            let status = try await home.ask("status")
            #expect(status.contains("Not everything") && status.contains("does not answer"), "\(status)")
            let storage = try await home.ask("how full is the storage")
            #expect(storage.contains(", but ") && storage.contains("in an unknown state"), "\(storage)")
        }
    }

    @Test func `what the top line says of a guest that fell, the report and the butler say too`() async throws
    {
        try await Homestead.live { home in
            await home.simulator.run(.guestCrashes)
            let line = try await home.witness.line("guest.fell")
            let fallen = try await home.witness.snapshot { !$0.unaskedStops.isEmpty }
            let told = Judgement(of: fallen, at: .now).concerns.map(\.text)
            #expect(told.contains { $0.hasSuffix("stopped without a task") })
            let report = StatusReport.json([fallen], at: .now)["clusters"]?.array?.first
            #expect(texts(report?["concerns"], "text") == told)
            let status = try await run(.clusterStatus, in: home)
            let words = status["concerns"]?.array?.compactMap(\.string) ?? []
            #expect(words.contains { $0.hasSuffix("stopped without a task") })
            let subject = try #require(line.subject)
            let answer = try await home.ask("when did \(subject) go down")
            #expect(answer.contains("went down") && answer.contains("no task says why"), "\(answer)")
            let events = try await run(.events, ["subject": .string(subject)], in: home)
            #expect(Set(texts(events["events"], "subject")) == [subject])
            #expect(events["watched_since"]?.integer != nil)
        }
    }

    @Test func `what cannot be read or is not known stands in the report`() throws {
        var snapshot = ClusterSnapshot(
            name: "home", quorum: .standalone, access: .granted,
            freshness: [.resources: Freshness(lastGood: .now, unreadableRows: 5)])
        snapshot.nodes = [Node(name: "pve", state: .online)]
        let report = StatusReport.json([snapshot], at: .now)["clusters"]?.array?.first
        #expect(texts(report?["concerns"], "text") == ["5 rows unreadable"])
        #expect(report?["unknown"] == ["figures of pve", "storages"])
    }

    @Test func `a model is told the time and the cluster with every question`() async throws {
        try await Homestead.live { home in
            _ = try await home.ask("status")
            let messages = try await home.butler.resume()
            let told = try #require(messages.first?.circumstances.first)
            #expect(told.hasPrefix("[Jarvis adds: it is ") && told.hasSuffix(" The cluster is home.]"))
        }
    }

    @Test func `the past is read: the feed, a task's log and the figures' history`() async throws {
        try await Homestead.live { home in
            let line = EventRecord(
                time: .now, severity: .critical, origin: .system, kind: "guest.fell", subject: "103",
                cluster: home.site.name, title: "103 jellyfin stopped without a task")
            try await home.store.events.append(line)
            let events = try await run(.events, ["minutes": 5], in: home)["events"]
            let crash = try #require(events?.array?.first { $0["kind"] == "guest.fell" })
            #expect(crash["severity"] == "critical" && crash["subject"] == "103")
            let task = try await run(.recentTasks, ["limit": 1], in: home)["tasks"]
            let upid = try #require(texts(task, "upid").first)
            let log = try await run(.taskLog, ["upid": .string(upid), "limit": 3], in: home)
            #expect(log["upid"]?.string == upid && (1...3).contains(log["lines"]?.array?.count ?? 0))
            let week = try await run(.history, ["node": "pve", "timeframe": "week"], in: home)["samples"]
            let times = numbers(week, "time")
            #expect((10...70).contains(times.count) && times == times.sorted())
            #expect(week?.array?.contains { $0["cpu"]?.double != nil && $0["mem"]?.integer != nil } == true)
            let fill = try await run(
                .history, ["node": "pve", "storage": "nas-nfs", "timeframe": "week"], in: home)["samples"]
            #expect(fill?.array?.contains { $0["disk"]?.integer != nil } == true)
        }
    }

    @Test func `what is true now is asked of the node itself, and of the other clusters`() async throws {
        try await Homestead.live { home in
            let guest = try await run(.guestStatus, ["vmid": 105], in: home)["guest"]
            #expect(guest?["status"] == "stopped" && guest?["name"] == "win11" && guest?["uptime"] == nil)
            #expect(guest?["ip"] == nil)
            // The list may not know them yet: it asks a few guests at a time.
            #expect(try await run(.guestStatus, ["vmid": 103], in: home)["guest"]?["ip"] == "10.0.20.105")
            #expect(try await run(.guestStatus, ["vmid": 122], in: home)["guest"]?["ip"] == nil)
            let disks = try await run(.disks, ["node": "pve"], in: home)["disks"]
            #expect(disks?.array?.isEmpty == false)
            #expect(disks?.array?.allSatisfy { $0["health"] == "PASSED" } == true)
            let found = try await run(.findGuest, ["name": "WIN11"], in: home)
            #expect(found["clusters"] == ["home"] && numbers(found["guests"], "vmid") == [105])
        }
    }

    @Test func `a token without rights is told, and not that all is fine`() async throws {
        try await Homestead.live(token: \.emptyToken, knowing: \.isForbidden) { home in
            for tool in [ToolName.clusterStatus, .clusterResources, "get_vms", .storage] {
                let tool = try #require(ClusterTools.all(home.site)[tool.rawValue])
                await #expect {
                    _ = try await tool.run([:])
                } throws: { error in
                    "\(error)".contains("no permissions")
                }
            }
            let answer = try await home.ask("status")
            #expect(answer.contains("no permissions") && !answer.contains("All is in order"))
        }
    }
}

extension ClusterSnapshot {
    fileprivate var isForbidden: Bool { access == .noPermission }
}
