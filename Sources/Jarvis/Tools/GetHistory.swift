import AIKit
import ClusterKit
import FoundationEssentials
import JSON

extension ClusterTools {
    /// The most samples that are returned; longer series are averaged down to it.
    private static let mostSamples = 70

    static func history(_ site: Site) -> Tool {
        let parameters = [
            ToolParameter("node", .text, "The node, or the node that has the storage."),
            ToolParameter("vmid", .integer(1...999_999_999), "The guest's number."),
            ToolParameter("storage", .text, "The storage's name; needs the node as well."),
            ToolParameter(
                "timeframe", .choice(["hour", "day", "week", "month", "year"]),
                "How far back; a day when left out."),
        ]
        return .reading(definition("get_history", PackageResources.get_history_md, parameters)) { arguments in
            let snapshot = try await sight(of: site)
            let subject = try subject(arguments, in: snapshot)
            let frame = arguments["timeframe"]?.string.flatMap { RRDTimeframe(rawValue: $0) } ?? .day
            let series = try await site.client.series(of: subject, over: frame)
            return ToolOutcome(["samples": .array(samples(series, of: subject))])
        }
    }

    private static func subject(
        _ arguments: JSONValue, in snapshot: ClusterSnapshot
    ) throws(ToolRejection) -> RRDSubject {
        if let vmid = arguments["vmid"]?.integer.flatMap({ VMID($0) }) {
            guard let guest = snapshot.guest(vmid) else {
                throw ToolRejection("There is no guest \(vmid) in \(snapshot.name).")
            }
            return .guest(guest.id, guest.node)
        }
        guard let node = try node(arguments, in: snapshot) else {
            throw ToolRejection("Name a node, a guest's vmid, or a storage with its node.")
        }
        guard let text = arguments["storage"]?.string else { return .node(node) }
        guard let name = StorageName(text),
            let storage = snapshot.storages.first(where: { $0.name == name && $0.node == node })
        else { throw ToolRejection("There is no storage \"\(text)\" on \(node).") }
        return .storage(storage.id)
    }

    private static func samples(_ series: RRDSeries, of subject: RRDSubject) -> [JSONValue] {
        let columns: [(key: String, values: [Double?], isShare: Bool)] =
            switch subject {
            case .node:
                [
                    ("cpu", series[.cpu], true), ("mem", series[.nodeMemory], false),
                    ("maxmem", series[.nodeMemoryTotal], false), ("disk", series[.rootUsed], false),
                    ("maxdisk", series[.rootTotal], false),
                ]
            case .guest:
                [
                    ("cpu", series[.cpu], true), ("mem", series[.memory], false),
                    ("maxmem", series[.memoryLimit], false),
                ]
            case .storage: [("disk", series[.used], false), ("maxdisk", series[.total], false)]
            }
        let step = max(1, (series.times.count + mostSamples - 1) / mostSamples)
        return stride(from: 0, to: series.times.count, by: step).map { start in
            let part = start..<min(start + step, series.times.count)
            var row: [String: JSONValue] = ["time": .moment(series.times[part.upperBound - 1])]
            for column in columns {
                let known = column.values[part].compactMap { $0 }.filter(\.isFinite)
                guard !known.isEmpty else { continue }
                let mean = known.reduce(0, +) / Double(known.count)
                row[column.key] = column.isShare ? .number(mean) : .integer(Int(saturating: mean))
            }
            return .object(row)
        }
    }
}
