extension World {
    /// Fills in what happened before the simulation began: backups, tasks, snapshots, services looked after.
    mutating func writeHistory() {
        rememberSnapshots()
        rememberServices()
        let nights = (0..<4).map { night in lastNight - Double(night) * 86_400 }.reversed()
        for night in nights {
            for node in nodes.prefix(8) {
                rememberBackup(on: node, at: night)
                rememberTask("aptupdate", on: node, at: night + 7_600, for: 21)
            }
        }
        for (vmid, hours) in [(101, 19.0), (103, 8.5), (110, 5.2), (121, 3.1)] {
            guard let guest = guests[vmid], let node = node(guest.node) else { continue }
            rememberTask(
                guest.kind.taskPrefix + "snapshot", id: "\(vmid)", on: node, at: epoch - hours * 3_600, for: 3
            )
        }
        if let node = nodes.first {
            rememberTask("vncproxy", id: "105", on: node, at: epoch - 4_000, for: 95)
            rememberTask(
                "qmstart", id: "105", on: node, at: epoch - 3_800, for: 2,
                exit: "start failed: \(strangersWords ?? "QEMU exited with code 1")")
            rememberTask("qmshutdown", id: "105", on: node, at: epoch - 3_500, for: 1)
        }
    }

    /// Two in the morning, UTC, of the last night that is over.
    private var lastNight: Double {
        (((epoch - 4 * 3_600) / 86_400).rounded(.down)) * 86_400 + 2 * 3_600
    }

    private mutating func rememberSnapshots() {
        let known = [
            (101, "before_update", "Home Assistant 2026.10", 9.0),
            (110, "clean", "right after the setup", 60.0),
            (110, "before_compose", "before the stacks moved", 12.0), (113, "weekly", "", 4.0),
        ]
        let (epoch, strangersWords) = (epoch, strangersWords)
        for (vmid, name, description, days) in known {
            update(guest: vmid) { guest in
                let parent = guest.snapshots.last?.name
                guest.snapshots.append(
                    Snapshot(
                        name: name, description: strangersWords ?? description,
                        time: Int(epoch - days * 86_400),
                        hasMemory: false, parent: parent))
                guest.snapshotParent = guest.snapshots.last?.name
            }
        }
    }

    private mutating func rememberServices() {
        for (vmid, comment) in [(100, "the way out"), (104, nil), (113, nil)] as [(VMID, String?)] {
            guard let guest = guests[vmid] else { continue }
            resources.append(
                HighAvailabilityResource(
                    sid: guest.serviceID, vmid: vmid, request: "started", state: "started", maxRestart: 1,
                    maxRelocate: 1, comment: comment))
        }
    }

    /// A night's backup of a node: the job itself and what it left.
    private mutating func rememberBackup(on node: Node, at night: Double) {
        let forgotten: Set = [105, 115, 125, 9_000, 9_001]
        let kept = guests(on: node.name).filter { !forgotten.contains($0.vmid) }.prefix(12)
        guard !kept.isEmpty else { return }
        var lines = ["INFO: starting new backup job: vzdump --all 1 --storage pbs --mode snapshot"]
        for (index, guest) in kept.enumerated() {
            let time = Int(night) + index * 140
            lines.append("INFO: Finished Backup of \(guest.title) (00:02:05)")
            backups.append(
                Backup(
                    storage: "pbs", node: nil, vmid: guest.vmid, kind: guest.kind, time: time,
                    size: guest.backupSize, notes: strangersWords ?? "\(guest.name), nightly",
                    isVerified: true))
        }
        // Longer ago than a day: the homelab begins without anything to worry about.
        let hasWarned = node.number == 2 && night == lastNight - 86_400
        if hasWarned { lines.append("WARN: CT 112: log file is larger than 1 GiB, it is not excluded") }
        lines.append("INFO: Backup job finished successfully")
        rememberTask(
            "vzdump", on: node, at: night, for: Double(kept.count) * 140,
            exit: hasWarned ? "WARNINGS: 1" : "OK", lines: lines)
    }

    private mutating func rememberTask(
        _ type: String, id: String = "", on node: Node, at time: Double, for length: Double,
        exit: String = "OK", lines: [String] = []
    ) {
        guard time > node.bootedAt, time + length < epoch else { return }
        var pid = 0
        update(node: node.name) { pid = $0.fork() }
        let user = "root@pam"
        let upid = UPID(
            node: node.name, pid: pid, pstart: Int((time - node.bootedAt) * 100), start: Int(time),
            type: type,
            id: id, user: user)
        let last = exit.hasPrefix("WARNINGS") || exit == "OK" ? "TASK \(exit)" : "TASK ERROR: \(exit)"
        tasks.add(
            ClusterTask(
                upid: upid, lines: lines + [last], outcome: Outcome(time: time + length, exit: exit),
                steps: []))
        log.add(
            time: time + length, priority: exit == "OK" ? 6 : 3, tag: "pvedaemon", pid: pid, node: node.name,
            user: user, message: "end task \(upid) \(exit)")
    }
}
