import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Text

/// The facts of a detail layer, in the order to show.
///
/// What is unknown is left out.
enum DetailFacts {
    static func node(_ status: NodeStatus) -> [DetailFact] {
        facts([
            ("uptime", status.uptime.map { Format.duration($0) }), ("model", status.cpuModel),
            (
                "threads",
                status.cpuCount.map {
                    "\($0) in \(status.cpuSockets ?? 1) \((status.cpuSockets ?? 1) == 1 ? "socket" : "sockets")"
                }
            ),
            (
                "load",
                status.loadAverage.isEmpty ? nil : status.loadAverage.map { "\($0)" }.joined(separator: "  ")
            ),
            ("io wait", status.ioWait.map { Format.percent($0).trimmed }),
            ("memory", pair(status.memoryUsed, status.memoryTotal)),
            ("available", status.memoryAvailable.map { Format.bytes($0) }),
            ("swap", pair(status.swapUsed, status.swapTotal)),
            ("root disk", pair(status.rootUsed, status.rootTotal)),
            ("kernel", status.kernel), ("release", status.release),
        ]) + temperatures(status.temperatures)
    }

    /// What is known of a node that does not answer: where it was, and who is on it.
    static func away(_ node: Node, in snapshot: ClusterSnapshot) -> [DetailFact] {
        let residents = snapshot.residents(of: node.name).map { snapshot.guests[$0] }
        let guests = residents.map { guest in
            DetailFact(
                name: "\(guest.vmid)",
                value: [
                    Untrusted(guest.name ?? "").name,
                    guest.lastKnownStatus.map { "was \($0)" } ?? "\(guest.status)",
                    guest.haState.map { "high availability: \(Untrusted($0).name)" },
                ].compactMap(\.self).joined(separator: ", "))
        }
        return [DetailFact(name: "state", value: "offline: it tells nothing", severity: .critical)]
            + facts([("address", node.address), ("memory", node.memoryLimit.map { Format.bytes($0) })])
            + (guests.isEmpty ? [] : [.heading("ON IT WHEN IT WENT")] + guests)
    }

    /// The hottest sensors, or why none is known and what would change that.
    private static func temperatures(_ readings: [SensorReading]) -> [DetailFact] {
        guard !readings.isEmpty else {
            return facts([
                ("temperature", "unknown: the API of Proxmox VE has none"),
                ("to know it", SensorReading.remedy),
            ])
        }
        return readings.prefix(4).map { reading in
            let severity: Severity? =
                reading.celsius > SensorReading.hot
                ? .critical : reading.celsius > SensorReading.warm ? .warning : nil
            return DetailFact(
                name: "temperature",
                value: "\(Int(saturating: reading.celsius.rounded())) °C  \(reading.sensor)",
                severity: severity)
        }
    }

    /// State and configuration, each or why it is not to be had; `address` is what the guest told the watch.
    static func guest(
        _ state: Result<GuestDetail, any Error>, at address: IPAddress?,
        config: Result<[String: JSONValue], any Error>
    ) -> [DetailFact] {
        let known =
            switch state {
            case .success(let detail): self.state(detail, at: address)
            case .failure(let error): [refusal("state", error)]
            }
        let settings =
            switch config {
            case .success(let config): self.settings(config)
            case .failure(let error): [refusal("refused", error)]
            }
        return known + (settings.isEmpty ? [] : [.heading("CONFIGURATION")] + settings)
    }

    private static func refusal(_ part: String, _ error: any Error) -> DetailFact {
        DetailFact(name: part, value: "\(error)", severity: .warning)
    }

    private static func state(_ detail: GuestDetail, at address: IPAddress?) -> [DetailFact] {
        let guest = detail.guest
        let silence = guest.kind == .qemu ? "unknown: its guest agent has told none" : "unknown"
        return facts([
            ("status", guest.status.description), ("uptime", guest.uptime.map { Format.duration($0) }),
            ("address", guest.status == .running ? address.map { "\($0)" } ?? silence : nil),
            ("memory", pair(guest.memory, guest.memoryLimit)),
            ("on the host", guest.hostMemory.map { Format.bytes($0) }),
            ("disk", pair(guest.disk, guest.diskLimit)), ("swap", pair(detail.swap, detail.swapLimit)),
            ("agent", detail.hasAgent.map { $0 ? "enabled" : "off" }),
            ("high availability", detail.isHAManaged.map { $0 ? "managed" : "no" }),
            ("process", detail.pid.map { "\($0)" }), ("machine", detail.machine),
            ("qemu", detail.qemuVersion),
        ])
    }

    private static func settings(_ config: [String: JSONValue]) -> [DetailFact] {
        config.sorted { $0.key < $1.key }.filter { $0.key != "digest" }
            .map { setting in
                let text = oneLine(setting.value.string ?? setting.value.text)
                return DetailFact(name: setting.key, value: text.coveringSecrets)
            }
            .filter { !$0.value.isEmpty }
    }

    static func storage(_ storage: Storage?, _ backups: [Backup]) -> [DetailFact] {
        let known = facts([
            ("type", storage?.type), ("content", storage?.content.joined(separator: ", ")),
            ("used", pair(storage?.used, storage?.total)),
            ("full", storage?.usedFraction.map { Format.percent($0).trimmed }),
            ("shared", storage?.isShared.map { $0 ? "yes, by every node" : "no" }),
        ])
        guard !backups.isEmpty else { return known }
        let kept = backups.prefix(200).map { backup in
            DetailFact(
                name: backup.vmid.map { "\($0)" } ?? "guest unknown",
                value:
                    "\(backup.created.map { Format.date($0) } ?? Format.unknown)  \(Format.bytes(backup.size))"
            )
        }
        return known + [.heading("BACKUPS (\(backups.count))")] + kept
    }

    /// A task, its end included once that is known.
    static func task(_ upid: UPID, _ task: ClusterTask?) -> [DetailFact] {
        let lasted = task?.ended.map {
            Format.seconds(max(0, Int(saturating: $0.timeIntervalSince(upid.started))))
        }
        return facts([
            ("node", upid.node.text), ("user", upid.user), ("started", Format.date(upid.started)),
            ("ended", task?.ended.map { Format.date($0) }), ("took", lasted),
            ("state", task.map { $0.state.words }), ("upid", upid.text),
        ])
    }

    /// Notes end with line breaks, which are no news.
    private static func oneLine(_ text: String) -> String {
        var text = Substring(text)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text).replacing("\n", with: " / ")
    }

    private static func facts(_ pairs: [(String, String?)]) -> [DetailFact] {
        pairs.compactMap { name, value in value.map { DetailFact(name: name, value: $0) } }
    }

    private static func pair(_ used: Int?, _ total: Int?) -> String? {
        guard used != nil || total ?? 0 > 0 else { return nil }
        return "\(Format.bytes(used)) of \(Format.bytes(total))"
    }
}

extension TaskState {
    /// How it is or ended, in words; those of Proxmox are untrusted.
    var words: String {
        switch self {
        case .running: "running"
        case .ok: "ended well"
        case .warnings(let count): count == 1 ? "ended with a warning" : "ended with \(count) warnings"
        case .failed(let reason), .interrupted(let reason): "failed: \(reason)"
        case .unknown: "over; how it ended is not known"
        }
    }
}
