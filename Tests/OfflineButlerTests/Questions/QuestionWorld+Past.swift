import JSON

/// What happened in the world of the questions, and what was measured.
extension QuestionWorld {
    var tasks: JSONValue {
        var rows = [
            task("vzstart", "103", "pve", 7500, "OK"), task("vzdump", "", "agent", 25_200, "OK"),
            task("vzdump", "", "agent1", 25_200, name == "night" ? "job errors" : "OK"),
            task("vzdump", "", "home", 25_200, "OK"),
            task("vzdump", "", "pve", 25_200, name == "night" ? "WARNINGS: 1" : "OK"),
            task("aptupdate", "", "home", 30_000, "OK"),
            task("vzshutdown", "113", "home", 90_000, "OK", user: "anna@pve"),
        ]
        if name == "night" {
            rows.insert(task("qmstart", "108", "agent", 3000, "start failed: QEMU exited with code 1"), at: 0)
        }
        return .array(rows)
    }

    private func task(
        _ type: String, _ id: String, _ node: String, _ began: Int, _ status: String,
        user: String = "root@pam"
    ) -> JSONValue {
        [
            "upid": HomelabTools.upid(type, id, node, user, Self.now - began),
            "type": .string(type), "id": .string(id), "node": .string(node), "user": .string(user),
            "starttime": .integer(Self.now - began), "endtime": .integer(Self.now - began + 60),
            "status": .string(status),
        ]
    }

    /// The log of a task.
    func log(_ upid: String) -> [String] {
        if upid.contains("vzdump"), upid.contains(":agent1:") {
            return [
                "INFO: starting new backup job: vzdump 106 107 112 --storage nas-nfs",
                "INFO: Finished Backup of VM 106 (00:00:41)",
                "ERROR: Backup of VM 107 failed - storage 'nas-nfs' is not online",
                "INFO: Backup job finished with errors", "TASK ERROR: job errors",
            ]
        }
        if upid.contains("vzdump"), upid.contains(":pve:") {
            return ["WARN: guest agent of 102 does not answer", "INFO: Finished", "TASK WARNINGS: 1"]
        }
        if upid.contains("qmstart") {
            return [
                "kvm: cannot set up guest memory 'pc.ram': Cannot allocate memory",
                "TASK ERROR: start failed: QEMU exited with code 1",
            ]
        }
        return ["INFO: all is done", "TASK OK"]
    }

    var backups: JSONValue {
        let covered: [(Int, Int)] = [
            (100, 1), (101, 8), (102, 10), (103, 3), (104, 1), (106, 2), (107, 5), (110, 1), (111, 6),
            (115, 1),
        ]
        let rows = covered.flatMap { vmid, size in
            [backup(vmid, size, 25_000), backup(vmid, size, 25_000 + 86_400)]
        }
        return .array(rows + [backup(116, 4, 6 * 86_400 + 600)])
    }

    private func backup(_ vmid: Int, _ size: Int, _ age: Int) -> JSONValue {
        [
            "vmid": .integer(vmid), "storage": "nas-nfs", "node": "home",
            "volid": .string("nas-nfs:backup/\(vmid)-\(age)"),
            "ctime": .integer(Self.now - age), "size": gib(size),
        ]
    }

    /// The lines of the feed, the latest first.
    var events: [JSONValue] {
        var lines: [JSONValue] = [
            event(7500, "info", "guest.started", "103", "103 jellyfin started on pve"),
            event(25_140, "info", "task.backup", nil, "vzdump on home ended well", "by root@pam"),
            event(
                90_000, "info", "guest.stopped", "113", "113 mqtt stopped", "vzshutdown by anna@pve"),
        ]
        switch name {
        case "night":
            lines =
                [
                    event(
                        240, "critical", "guest.fell", "110",
                        "110 grafana stopped without a task",
                        "a crash, or a shutdown from within the guest"),
                    event(
                        3000, "warning", "task.failed", nil, "qmstart 108 on agent failed",
                        "start failed: QEMU exited with code 1"),
                ] + lines
        case "dead":
            lines.insert(
                event(
                    300, "critical", "node.offline", "agent", "node agent down",
                    "with grafana, k3s-1 and paperless"), at: 0)
        default: break
        }
        return lines
    }

    private func event(
        _ age: Int, _ severity: String, _ kind: String, _ subject: String?, _ title: String,
        _ detail: String? = nil
    ) -> JSONValue {
        var row: [String: JSONValue] = [
            "time": .integer(Self.now - age), "severity": .string(severity), "kind": .string(kind),
            "title": .string(title),
        ]
        row["subject"] = subject.map { .string($0) }
        row["detail"] = detail.map { .string($0) }
        return .object(row)
    }

    /// The mean and the most of the processors, and the memory in GiB.
    private static let measured: [String: (mean: Double, most: Double, memory: Double)] = [
        "home": (0.15, 0.6, 10), "pve": (0.45, 0.95, 23), "agent": (0.05, 0.3, 8), "agent1": (0.2, 0.7, 12),
        "102": (0.3, 0.8, 6), "103": (0.25, 0.9, 3),
    ]

    /// Forty samples of a week's or another time's length.
    func history(_ arguments: JSONValue) -> JSONValue? {
        let span = ["hour": 3600, "day": 86_400, "week": 604_800, "month": 2_592_000, "year": 31_536_000]
        let length = span[arguments["timeframe"]?.string ?? "week"] ?? 604_800
        let count = 40
        let times = (1...count).map { Self.now - length + $0 * length / count }
        if let storage = arguments["storage"]?.string {
            return ["samples": .array(times.map { sample(of: storage, arguments["node"]?.string, at: $0) })]
        }
        let key = arguments["node"]?.string ?? arguments["vmid"]?.integer.map { String($0) } ?? ""
        guard let figures = Self.measured[key] else { return ["samples": []] }
        // Every tenth sample is the most; the others make the mean what it is.
        let rest = (figures.mean * 10 - figures.most) / 9
        return [
            "samples": .array(
                times.enumerated().map { index, time in
                    [
                        "time": .integer(time), "cpu": .number(index % 10 == 5 ? figures.most : rest),
                        "mem": gib(figures.memory), "maxmem": gib(32),
                    ]
                })
        ]
    }

    private func sample(of storage: String, _ node: String?, at time: Int) -> JSONValue {
        let weeks = Double(Self.now - time) / 604_800
        let (used, total): (Double, Int) =
            switch (storage, node) {
            case ("nas-nfs", _): name == "filling" ? (3640 - 320 * weeks, 4000) : (2800 - 80 * weeks, 4000)
            case ("local-lvm", "pve"): (380, 450)
            case ("local", "pve"): (50, 68)
            default: (20, 94)
            }
        return ["time": .integer(time), "disk": gib(used), "maxdisk": gib(total)]
    }
}
