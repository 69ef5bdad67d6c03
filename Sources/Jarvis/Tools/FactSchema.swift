import AIKit
import JSON

/// What the tools that look have for programs, as JSON Schema.
///
/// Nothing is required: what is unknown is left out, and so is what is private.
enum FactSchema {
    /// What an answer of a tool is like; `nil` for tools whose answers are words.
    static func of(_ tool: ToolName) -> JSONValue? { all[tool.rawValue] }

    private static let text: JSONValue = ["type": "string"]
    private static let whole: JSONValue = ["type": "integer"]
    private static let number: JSONValue = ["type": "number"]
    private static let truth: JSONValue = ["type": "boolean"]

    private static func list(of element: JSONValue) -> JSONValue { ["type": "array", "items": element] }

    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        ["type": "object", "properties": .object(members)]
    }

    /// An answer that says how old its facts are where they are old.
    private static func answer(_ members: [String: JSONValue]) -> JSONValue {
        let age: [String: JSONValue] = ["stale_seconds": whole, "stale_because": text]
        return object(members.merging(age) { own, _ in own })
    }

    private static let figures: [String: JSONValue] = [
        "cpu": number, "maxcpu": number, "mem": whole, "maxmem": whole, "disk": whole, "maxdisk": whole,
        "uptime": whole, "hastate": text, "ip": text, "status": text, "node": text,
    ]

    private static let node = object(
        figures.merging([
            "loadavg": list(of: number), "pveversion": text, "kversion": text, "cpumodel": text,
            "wait": number, "swap": whole, "maxswap": whole,
        ]) { own, _ in own })

    private static let guest = object(
        figures.merging([
            "vmid": whole, "type": text, "name": text, "last_known_status": text, "template": truth,
            "tags": text, "pool": text, "lock": text, "cluster": text,
        ]) { own, _ in own })

    private static let storage = object([
        "storage": text, "node": text, "status": text, "plugintype": text, "content": text,
        "shared": truth, "disk": whole, "maxdisk": whole, "lacking": list(of: text),
    ])

    private static let task = object([
        "upid": text, "node": text, "type": text, "id": text, "user": text, "starttime": whole,
        "endtime": whole, "status": text,
    ])

    private static let finding = object([
        "severity": text, "about": text, "name": text, "what": text, "topic": text, "node": text,
        "detail": text, "remedy": text, "time": whole, "event": truth,
    ])

    private static let backup = object([
        "volid": text, "storage": text, "node": text, "vmid": whole, "ctime": whole, "size": whole,
        "notes": text, "protected": truth,
    ])

    private static let disk = object([
        "devpath": text, "model": text, "type": text, "size": whole, "health": text, "wearout": whole,
    ])

    private static let snapshot = object([
        "name": text, "time": whole, "description": text, "memory": truth, "parent": text,
    ])

    private static let event = object([
        "time": whole, "severity": text, "kind": text, "subject": text, "title": text, "detail": text,
    ])

    private static let sample = object([
        "time": whole, "cpu": number, "mem": whole, "maxmem": whole, "disk": whole, "maxdisk": whole,
    ])

    private static let status: [String: JSONValue] = [
        "cluster": text, "nodes": list(of: node), "concerns": list(of: text),
        "findings": list(of: finding), "unknown": list(of: text), "standalone": truth, "quorate": truth,
        "votes": whole, "expected": whole, "needed": whole, "note": text,
        "device": object(["connected": truth, "host": text, "algorithm": text]),
    ]

    private static let topology: [String: JSONValue] = [
        "cluster": text, "standalone": truth, "quorate": truth, "votes": whole, "expected": whole,
        "needed": whole, "quorum": text, "note": text,
        "nodes": list(
            of: object([
                "node": text, "status": text, "votes": whole, "running": whole, "guest_count": whole,
                "carries": list(of: text), "without_it": text,
            ])),
        "storage": list(
            of: object([
                "storage": text, "node": text, "plugintype": text, "status": text, "shared": truth,
                "content": text, "lacking": list(of: text), "disk_count": whole, "disks_of": list(of: text),
                "without_it": text,
            ])),
        "high_availability": list(
            of: object(["vmid": whole, "node": text, "wanted": text, "state": text])),
        "protected": list(of: object(["thing": text, "because": text, "stands_on": text])),
    ]

    private static let all: [String: JSONValue] = [
        "get_vms": answer(["guests": list(of: guest)]),
        "get_containers": answer(["guests": list(of: guest)]),
        "find_guest": answer(["clusters": list(of: text), "guests": list(of: guest)]),
        "get_guest_status": answer(["guest": guest]),
        "get_guest_config": answer(["vmid": whole, "kind": text, "config": ["type": "object"]]),
        "get_cluster_status": answer(status),
        "get_cluster_resources": answer([
            "cluster": text, "nodes": list(of: node), "storage": list(of: storage),
            "guests": list(of: guest), "other_clusters": list(of: text), "note": text,
        ]),
        "get_node_status": answer(["node": node]),
        "get_node_temperature": answer([
            "temperatures": list(of: object(["node": text, "sensor": text, "celsius": number])),
            "remedy": text,
        ]),
        "get_storage": answer(["storage": list(of: storage)]),
        "get_recent_tasks": answer(["tasks": list(of: task)]),
        "get_task_log": answer(["upid": text, "omitted": whole, "lines": list(of: text)]),
        "get_backups": answer([
            "backups": list(of: backup), "unreachable": list(of: text), "unprotected": list(of: whole),
        ]),
        "get_disks": answer(["disks": list(of: disk)]),
        "get_events": answer(["events": list(of: event), "watched_since": whole]),
        "get_history": answer(["samples": list(of: sample)]),
        "get_snapshots": answer(["vmid": whole, "present": text, "snapshots": list(of: snapshot)]),
        "get_node_log": answer([
            "node": text, "lines": list(of: text), "omitted": whole, "searched": whole,
        ]),
        "explain_topology": answer(topology),
        "list_tools": answer([
            "tools": list(of: object(["tool": text, "tier": text, "now": text, "does": text])), "note": text,
        ]),
        // A part for each place that was searched.
        "memory_search": object([
            "facts": list(
                of: object([
                    "id": whole, "time": whole, "text": text, "source": text, "supersedes": whole,
                ])),
            "acts": list(
                of: object([
                    "id": whole, "time": whole, "who": text, "tool": text, "tier": text, "ended": text,
                    "target": text,
                ])),
            "runbooks": list(of: object(["file": text, "heading": text, "text": text])),
            "runbooks_faults": list(of: text),
            "happened": list(of: object(["time": whole, "subject": text, "title": text])),
            "said": list(of: object(["time": whole, "who": text, "text": text])),
            // Of a call by its id.
            "call": text, "result": text,
        ]),
    ]
}
