import Counterparts
import FoundationEssentials
import Testing

@testable import ClusterKit

@Suite(.timeLimit(.minutes(5)))
struct BackupRecordTests {
    private static let now = Date(timeIntervalSince1970: 1_767_268_800)

    private static func hoursAgo(_ hours: Double) -> Date { now.addingTimeInterval(-hours * 3600) }

    private func vmid(_ number: Int) throws -> VMID { try #require(VMID(number)) }

    @Test func `a guest's backups are told from the newest, whichever storage holds them`() throws {
        let guest = try vmid(101)
        func backup(_ id: String, _ vmid: VMID?, _ created: Date?) -> Backup {
            Backup(id: id, storage: Storage.ID(node: "pve", name: "nas"), vmid: vmid, created: created)
        }
        let record = BackupRecord(
            FoundBackups(
                backups: [
                    backup("a", guest, Self.hoursAgo(50)), backup("b", guest, Self.hoursAgo(2)),
                    backup("c", nil, Self.hoursAgo(1)), backup("d", guest, nil),
                ], unreachable: []))
        #expect(record.made == [guest: [Self.hoursAgo(2), Self.hoursAgo(50)]])
    }

    @Test func `what is not seen is never called missing`() throws {
        let (kept, bare) = (try vmid(101), try vmid(102))
        let fresh = [kept: [Self.hoursAgo(10)]]
        let place = Storage.ID(node: "pve", name: "nas")
        func care(_ made: [VMID: [Date]], unread: [Storage.ID] = [], of vmid: VMID) -> BackupCare {
            BackupRecord(made: made, unread: unread).care(for: vmid, at: Self.now)
        }
        #expect(care(fresh, of: kept) == .fresh(Self.hoursAgo(10)))
        #expect(care(fresh, of: bare) == .none)
        #expect(care([kept: [Self.hoursAgo(40)]], of: kept) == .old(Self.hoursAgo(40)))
        // A storage that did not answer may hold a newer one, or one at all.
        #expect(care([kept: [Self.hoursAgo(40)]], unread: [place], of: kept) == .unknown)
        #expect(care(fresh, unread: [place], of: bare) == .unknown)
        #expect(care(fresh, unread: [place], of: kept) == .fresh(Self.hoursAgo(10)))
        // An account that sees no backup at all may lack the right.
        #expect(care([:], of: bare) == .unknown)
    }

    /// A node with two storages for backups, of which one fails, and a task list that may grow.
    private static func server(_ runs: @escaping @Sendable (Int) -> String) throws -> LoopbackServer {
        let asked = Counter()
        return try LoopbackServer { request in
            switch request.path {
            case "/cluster/resources":
                .data(
                    #"[{"type":"node","node":"pve","id":"node/pve","status":"online"},"#
                        + #"{"type":"storage","node":"pve","storage":"nas","id":"storage/pve/nas","#
                        + #""status":"available","content":"backup","shared":1,"disk":1,"maxdisk":2},"#
                        + #"{"type":"storage","node":"pve","storage":"old","id":"storage/pve/old","#
                        + #""status":"available","content":"backup","disk":1,"maxdisk":2}]"#)
            case "/cluster/tasks": .data(runs(asked.next()))
            case "/nodes/pve/storage/nas/content":
                .data(
                    #"[{"volid":"nas:backup/a","content":"backup","vmid":101,"ctime":1767260000,"size":1}]"#)
            case "/nodes/pve/storage/old/content": .refusal(500, "no such disk")
            default: .data("[]")
            }
        }
    }

    private static let quick = PollSchedule.Pace([.tasks: .milliseconds(20), .resources: .milliseconds(20)])

    @Test func `the watch asks each storage that keeps backups, and names the one that does not tell`()
        async throws
    {
        let server = try Self.server { _ in "[]" }
        let found = try await poll(server) { $0.backups != nil }
        #expect(found.backups?.made == [try vmid(101): [Date(timeIntervalSince1970: 1_767_260_000)]])
        #expect(found.backups?.unread == [Storage.ID(node: "pve", name: "old")])
    }

    @Test func `after a run of backups has ended the storages are asked again at once`() async throws {
        func run(_ start: String, _ end: Int) -> String {
            #"{"upid":"UPID:pve:0000C001:0000A001:\#(start):vzdump:101:root@pam:","node":"pve","#
                + #""type":"vzdump","id":"101","user":"root@pam","starttime":\#(Int(start, radix: 16) ?? 0),"#
                + #""endtime":\#(end),"status":"OK"}"#
        }
        let first = run("69566000", 1_767_270_000)
        let second = run("69567000", 1_767_280_000)
        let server = try Self.server { $0 < 5 ? "[\(first)]" : "[\(second),\(first)]" }
        _ = try await poll(server) { _ in
            server.lines.count { $0.hasPrefix("GET /nodes/pve/storage/nas/content") } == 2
        }
    }

    /// Polls until a snapshot is as wanted, and returns that one.
    private func poll(
        _ server: LoopbackServer, until isWanted: @escaping @Sendable (ClusterSnapshot) -> Bool
    ) async throws -> ClusterSnapshot {
        let poller = ClusterPoller(ProxmoxClient(server), pace: Self.quick)
        let running = Task { await poller.run() }
        defer { running.cancel() }
        for await snapshot in poller.snapshots where isWanted(snapshot) { return snapshot }
        throw SystemFailure(code: 0)
    }
}
