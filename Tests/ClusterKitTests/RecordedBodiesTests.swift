import FoundationEssentials
import JSON
import Testing

@testable import ClusterKit

/// Bodies recorded from real clusters of releases 5.1 to 9.2, when somebody has them.
///
/// `JARVIS_PVE_RECORDED` names the folder; its `index.jsonl` has a line a body.
struct RecordedBodiesTests {
    private static let folder = URL(
        filePath: ProcessInfo.processInfo.environment["JARVIS_PVE_RECORDED"] ?? "nowhere")

    private static let isPresent = FileManager.default.fileExists(
        atPath: folder.appending(path: "index.jsonl").path())

    /// One recorded answer.
    private struct Record {
        var method: String
        var path: String
        var status: Int
        var reason: String
        var body: [UInt8]
        var title: String
    }

    private static func records() throws -> [Record] {
        let index = try String(contentsOf: folder.appending(path: "index.jsonl"), encoding: .utf8)
        return try index.split(separator: "\n").map { line in
            let entry = try JSONValue(parsing: String(line))
            let file = entry["body_file"]?.string
            let body = try file.map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) } ?? []
            return Record(
                method: entry["method"]?.string ?? "", path: entry["path"]?.string ?? "",
                status: entry["status"]?.integer ?? 0, reason: entry["reason"]?.string ?? "", body: body,
                title: "\(file ?? "-") \(entry["path"]?.string ?? "")")
        }
    }

    @Test(.enabled(if: isPresent, "no recorded bodies: set JARVIS_PVE_RECORDED to their folder"))
    func `every recorded body is read and loses no row`() throws {
        let records = try Self.records()
        #expect(records.count > 400)
        for record in records where record.status < 300 && !record.body.isEmpty {
            do {
                try check(record)
            } catch {
                Issue.record("\(record.title): \(error)")
            }
        }
    }

    @Test(.enabled(if: isPresent, "no recorded bodies: set JARVIS_PVE_RECORDED to their folder"))
    func `every recorded refusal has a case and a reason`() throws {
        let refusals = try Self.records().filter { $0.status >= 300 }
        #expect(refusals.count > 30)
        for record in refusals {
            let call = APICall(.get, record.path.split(separator: "/").map(String.init))
            let refusal = Refusal(status: record.status, reason: record.reason, body: record.body)
            #expect(refusal.message != "no reason given", "\(record.title)")
            #expect(refusal.error(for: call, account: "x").status == record.status, "\(record.title)")
        }
    }

    /// Reads a body as its path asks for, and counts what a plain JSON reader finds in it.
    private func check(_ record: Record) throws {
        let answer = Answer(record.body)
        let whole = try JSONValue(bytes: record.body)
        #expect(try answer.json() == whole["data"], "\(record.title)")
        guard record.method == "GET" else { return }
        let rows = whole["data"]?.array?.count ?? 0
        for kind in Kind.all where kind.matches(record.path) {
            #expect(try kind.unread(answer, rows) == 0, "\(record.title)")
        }
    }

    /// A kind of endpoint: how its path ends, and how many of its rows were not read.
    private struct Kind: Sendable {
        var start: String
        var end: String
        var unread: @Sendable (Answer, Int) throws -> Int

        func matches(_ path: String) -> Bool {
            // An empty segment is another endpoint than it looks like.
            path.hasPrefix(start) && path.hasSuffix(end) && !path.contains("//")
        }

        static let all = [
            Kind(start: "/cluster/resources", end: "/resources") { answer, rows in
                let list = try ResourceList(answer)
                var others = 0
                _ = try answer.eachRow { fields in
                    if !["qemu", "lxc", "node", "storage", "pool"].contains(fields.text("type")) {
                        others += 1
                    }
                    return true
                }
                return rows - others - list.nodes.count - list.guests.count - list.storages.count
                    - list.pools.count
            },
            Kind(start: "/nodes", end: "/nodes") { answer, rows in
                try rows - answer.rows(Node.self).elements.count
            },
            Kind(start: "/cluster/ha/status", end: "/current") { answer, rows in
                try rows - answer.rows(HAEntry.self).elements.count
            },
            Kind(start: "/nodes/", end: "/tasks") { answer, rows in
                try rows - answer.rows(ClusterTask.self).elements.count
            },
            Kind(start: "/nodes/", end: "/log") { answer, rows in
                try rows - answer.rows(TaskLogLine.self).elements.count
            },
            Kind(start: "/nodes/", end: "/rrddata") { answer, rows in
                max(0, try rows - 1 - RRDSeries(answer, timeframe: .hour).times.count)
            },
            Kind(start: "/nodes/", end: "/qemu") { answer, rows in try rows - guests(answer, .qemu) },
            Kind(start: "/nodes/", end: "/lxc") { answer, rows in try rows - guests(answer, .lxc) },
            Kind(start: "/nodes/", end: "/storage") { answer, _ in
                try answer.eachRow { Storage($0, node: "pve") != nil }
            },
            Kind(start: "/nodes/", end: "/status/current") { answer, _ in
                let fields = try answer.fields()
                let detail = GuestDetail(fields, id: GuestID(.qemu, 100), node: "pve")
                return detail.guest.status == .unknown || detail.guest.memoryLimit == nil ? 1 : 0
            },
            Kind(start: "/pools", end: "/pools") { answer, rows in
                try rows - answer.rows(Pool.self).elements.count
            },
            Kind(start: "/version", end: "/version") { answer, _ in
                try answer.fields().word("version").flatMap(ProxmoxVersion.init) == nil ? 1 : 0
            },
            Kind(start: "/access/permissions", end: "/permissions") { answer, _ in
                try Permissions(answer).isEmpty ? 1 : 0
            },
        ]

        private static func guests(_ answer: Answer, _ kind: GuestKind) throws -> Int {
            var count = 0
            _ = try answer.eachRow { fields in
                count += Guest(fields, kind: kind, node: "pve") == nil ? 0 : 1
                return true
            }
            return count
        }
    }
}
