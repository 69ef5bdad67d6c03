import ClusterKit
import FoundationEssentials
import JSON

/// The facts of a detail layer, in the order to show.
///
/// What is unknown is left out.
enum DetailFacts {
    static func node(_ status: NodeStatus) -> [DetailFact] {
        facts([
            ("uptime", status.uptime.map { Format.duration($0) }), ("model", status.cpuModel),
            ("threads", status.cpuCount.map { "\($0) in \(status.cpuSockets ?? 1) sockets" }),
            (
                "load",
                status.loadAverage.isEmpty ? nil : status.loadAverage.map { "\($0)" }.joined(separator: "  ")
            ),
            ("io wait", status.ioWait.map { Format.percent($0) }),
            ("memory", pair(status.memoryUsed, status.memoryTotal)),
            ("available", status.memoryAvailable.map { Format.bytes($0) }),
            ("swap", pair(status.swapUsed, status.swapTotal)),
            ("root disk", pair(status.rootUsed, status.rootTotal)),
            ("kernel", status.kernel), ("release", status.release),
            ("temperature", "unknown: Proxmox's API has none"),
        ])
    }

    static func guest(_ detail: GuestDetail, config: [String: JSONValue]) -> [DetailFact] {
        let guest = detail.guest
        let known = facts([
            ("status", guest.status.description), ("uptime", guest.uptime.map { Format.duration($0) }),
            ("memory", pair(guest.memory, guest.memoryLimit)),
            ("on the host", guest.hostMemory.map { Format.bytes($0) }),
            ("disk", pair(guest.disk, guest.diskLimit)), ("swap", pair(detail.swap, detail.swapLimit)),
            ("agent", detail.hasAgent.map { $0 ? "enabled" : "off" }),
            ("high availability", detail.isHAManaged.map { $0 ? "managed" : "no" }),
            ("process", detail.pid.map { "\($0)" }), ("machine", detail.machine),
            ("qemu", detail.qemuVersion),
        ])
        let settings = config.sorted { $0.key < $1.key }.filter { $0.key != "digest" }
            .map { DetailFact(name: $0.key, value: oneLine($0.value.string ?? $0.value.text)) }
        return known + settings
    }

    static func storage(_ storage: Storage?, _ backups: [Backup]) -> [DetailFact] {
        let known = facts([
            ("type", storage?.type), ("content", storage?.content.joined(separator: ", ")),
            ("used", pair(storage?.used, storage?.total)), ("backups", "\(backups.count)"),
        ])
        return known
            + backups.prefix(200).map { backup in
                DetailFact(
                    name: backup.vmid.map { "backup \($0)" } ?? "backup",
                    value:
                        "\(backup.created.map { "\($0)" } ?? "at an unknown time")  \(Format.bytes(backup.size))"
                )
            }
    }

    static func task(_ upid: UPID) -> [DetailFact] {
        facts([
            ("node", upid.node.text), ("user", upid.user), ("started", "\(upid.started)"),
            ("upid", upid.text),
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
        guard used != nil || total != nil else { return nil }
        return "\(Format.bytes(used)) of \(Format.bytes(total))"
    }
}
