import AIKit
import ClusterKit
import Counterparts
import JSON
import OfflineButler

/// The cluster's tools over absurd figures: the rows the house makes of a snapshot, or rows that nobody looked at.
enum AbsurdTools {
    static func over(_ snapshot: ClusterSnapshot, backups: [Backup]) -> ToolSet {
        let rows: [String: JSONValue] = [
            "nodes": .array(snapshot.nodes.map(\.row)),
            "guests": .array(snapshot.guests.map(\.row)),
            "storage": .array(snapshot.storages.map(\.row)),
            "tasks": .array(snapshot.tasks.map(\.row)),
            "backups": .array(backups.map(\.row)),
            "node": Node(name: "a", state: .online).row,
        ]
        return tools(answering: .object(rows))
    }

    /// Rows as a tool of another make would give them.
    static func unchecked(_ json: inout AbsurdJSON) -> ToolSet {
        var members = ["\"quorate\":1", "\"votes\":\(json.figure())", "\"expected\":\(json.figure())"]
        let node = node(&json, 0)
        members.append("\"node\":\(node)")
        members.append("\"nodes\":" + json.list(upTo: 3, Self.node))
        members.append("\"guests\":" + json.list(upTo: 5, Self.guest))
        members.append("\"storage\":" + json.list(upTo: 4, Self.storage))
        members.append("\"tasks\":" + json.list(upTo: 4, Self.task))
        members.append("\"backups\":" + json.list(upTo: 4, Self.backup))
        members.append("\"stale_seconds\":\(json.figure())")
        members.append("\"temperatures\":[{\"node\":\"a\",\"celsius\":\(json.figure())}]")
        do {
            return tools(answering: try JSONValue(parsing: "{" + members.joined(separator: ",") + "}"))
        } catch {
            return tools(answering: ["error": "not JSON"])
        }
    }

    private static func tools(answering rows: JSONValue) -> ToolSet {
        let parameters = [
            ToolParameter("node", .text, "A node."),
            ToolParameter("vmid", .integer(1...999_999_999), "A guest."),
            ToolParameter("limit", .integer(1...100), "How many."),
        ]
        return ToolSet(
            OfflineProvider.tools.map { name in
                .reading(ToolDefinition(name: name, description: "", parameters: parameters)) { _ in
                    ToolOutcome(rows)
                }
            })
    }

    private static func node(_ json: inout AbsurdJSON, _ index: Int) -> String {
        json.object(
            [
                "node": "\"n\(index)\"", "status": "\"online\"", "cpu": "0.2", "maxcpu": "4",
                "mem": "1073741824",
                "maxmem": "4294967296", "disk": "5", "maxdisk": "50", "uptime": "90000",
            ], keeping: ["node", "status"])
    }

    private static func guest(_ json: inout AbsurdJSON, _ index: Int) -> String {
        json.object(
            [
                "vmid": "\(101 + index)", "name": "\"g\(index)\"", "type": "\"lxc\"", "node": "\"n0\"",
                "status": "\"running\"", "cpu": "0.2", "maxcpu": "4", "mem": "1073741824",
                "maxmem": "4294967296",
                "disk": "5", "maxdisk": "50", "uptime": "90000",
            ], keeping: ["vmid", "type", "node", "status"])
    }

    private static func storage(_ json: inout AbsurdJSON, _ index: Int) -> String {
        json.object(
            [
                "storage": "\"nas\"", "node": "\"n\(index)\"", "status": "\"available\"", "shared": "1",
                "disk": "5", "maxdisk": "50",
            ], keeping: ["storage", "node"])
    }

    private static func task(_ json: inout AbsurdJSON, _ index: Int) -> String {
        json.object(
            [
                "upid": "\"UPID:n0:0000ABCD:00001234:695661C0:vzdump:\(101 + index):root@pam:\"",
                "type": "\"vzdump\"", "starttime": "1767268800", "endtime": "1767268842", "status": "\"OK\"",
            ], keeping: ["upid"])
    }

    private static func backup(_ json: inout AbsurdJSON, _ index: Int) -> String {
        json.object(
            [
                "volid": "\"nas:backup/\(index)\"", "vmid": "\(101 + index)", "storage": "\"nas\"",
                "node": "\"n0\"", "ctime": "1767268800", "size": "1073741824",
            ], keeping: ["volid", "vmid", "storage", "node"])
    }
}
