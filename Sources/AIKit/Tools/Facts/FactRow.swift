import JSON
import Text

/// One row of a tool's facts on a line: who and where first, then the figures, then everything else by its name.
struct FactRow {
    private var rest: [String: JSONValue]
    private let time: LocalTime
    private var parts: [String] = []

    init(_ members: [String: JSONValue], time: LocalTime) {
        rest = members.filter { $0.value != .null }
        self.time = time
    }

    var text: String {
        var row = self
        row.tellIdentity()
        row.tellFigures()
        row.tellTimes()
        row.tellMarks()
        for key in row.rest.keys.sorted() {
            if let value = row.rest[key] {
                row.parts.append("\(Untrusted(key).line) \(Self.plain(key, value, time))")
            }
        }
        return row.parts.joined(separator: " ")
    }

    /// A value by itself, in the unit its key has at Proxmox.
    static func plain(_ key: String, _ value: JSONValue, _ time: LocalTime) -> String {
        switch value {
        case .null: "unknown"
        case .bool(let isSo): isSo ? "yes" : "no"
        case .integer(let number): figure(key, Double(number), String(number), time)
        case .number(let number): figure(key, number, tenths(number), time)
        case .string(let text): Untrusted(text).line
        case .array(let elements): elements.map { plain(key, $0, time) }.joined(separator: " ")
        case .object(let members): "(" + FactRow(members, time: time).text + ")"
        }
    }

    private static let bytes: Set = [
        "mem", "maxmem", "disk", "maxdisk", "swap", "maxswap", "size", "used", "total",
    ]
    private static let moments: Set = ["time", "ctime", "starttime", "endtime", "watched_since"]

    private static func figure(_ key: String, _ value: Double, _ text: String, _ time: LocalTime) -> String {
        switch key {
        case _ where bytes.contains(key): Figures.bytes(Int(saturating: value))
        case _ where moments.contains(key): time.past(Int(saturating: value))
        case "cpu", "wait": Figures.percent(value)
        case "uptime": Figures.duration(Int(saturating: value))
        case "celsius": Figures.celsius(value)
        case "wearout": "\(text) % of life left"
        default: text
        }
    }

    private static func tenths(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        let tenths = Int(saturating: (abs(value) * 10).rounded())
        let whole = "\(value < 0 ? "-" : "")\(tenths / 10)"
        return tenths % 10 == 0 ? whole : "\(whole).\(tenths % 10)"
    }

    private mutating func remove(_ key: String) -> String? {
        rest.removeValue(forKey: key).map { Self.plain(key, $0, time) }
    }

    private mutating func tell(_ key: String, _ words: (String) -> String = { $0 }) {
        if let value = remove(key), !value.isEmpty { parts.append(words(value)) }
    }

    private mutating func tellIdentity() {
        tell("severity") { "[\($0)]" }
        if rest["starttime"] == nil, let kind = rest["type"]?.string {
            rest["type"] = .string(["qemu": "vm", "lxc": "container"][kind] ?? kind)
        }
        tell("cluster")
        tell("vmid")
        tell("name")
        tell("storage")
        // A task has its subject for a VMID.
        tell("type")
        tell("id")
        let hasSubject = !parts.isEmpty
        tell("node") { hasSubject ? "on \($0)" : $0 }
        tell("sensor")
        tell("plugintype")
        if rest["starttime"] == nil { tell("status") }
        tell("last_known_status") { "(last known: \($0))" }
        tell("user") { "by \($0)" }
    }

    private mutating func tellFigures() {
        let processors = remove("maxcpu")
        if let load = remove("cpu") {
            parts.append("cpu \(load)" + (processors.map { " of \($0)" } ?? ""))
        } else if let processors {
            parts.append("\(processors) cpu")
        }
        tell("loadavg") { "load \($0)" }
        tell("wait") { "io wait \($0)" }
        tellFill("mem", of: "maxmem")
        tellFill("swap", of: "maxswap")
        // Proxmox does not know how full a virtual machine's disks are, and says 0.
        if rest["disk"] == 0, rest["maxdisk"] != nil { rest["disk"] = nil }
        tellFill("disk", of: "maxdisk")
        tell("size")
        tell("celsius")
        tell("uptime") { "up \($0)" }
    }

    private mutating func tellFill(_ part: String, of whole: String) {
        let used = rest.removeValue(forKey: part)?.integer
        let total = rest.removeValue(forKey: whole)?.integer
        switch (used, total) {
        case (nil, nil): return
        case (let used?, nil): parts.append("\(part) \(Figures.bytes(used))")
        case (nil, let total?): parts.append("\(part) ?/\(Figures.bytes(total))")
        case (let used?, let total?):
            let share = Figures.share(used, of: total).map { " \(Figures.percent($0))" } ?? ""
            parts.append("\(part) \(Self.pair(used, total))\(share)")
        }
    }

    /// `2.0/4.0 GiB`, or `300.0 MiB/4.0 GiB`.
    private static func pair(_ used: Int, _ total: Int) -> String {
        let words = [Figures.bytes(used), Figures.bytes(total)].map {
            $0.split(separator: " ").map(String.init)
        }
        guard words.allSatisfy({ $0.count == 2 }), words[0][1] == words[1][1] else {
            return "\(Figures.bytes(used))/\(Figures.bytes(total))"
        }
        return "\(words[0][0])/\(words[1][0]) \(words[1][1])"
    }

    private mutating func tellTimes() {
        tell("time")
        // Programs find a backup by its file; the rest of the row says all of it to a reader.
        if rest["ctime"] != nil { rest["volid"] = nil }
        tell("ctime")
        guard let start = rest.removeValue(forKey: "starttime")?.integer else { return tell("endtime") }
        parts.append(time.past(start) + ",")
        if let end = rest.removeValue(forKey: "endtime")?.integer {
            parts.append("took \(Figures.duration(end.saturatingSubtracting(start))):")
            tell("status")
        } else {
            parts.append(rest["status"] == nil ? "still running, or its end is not known" : "ended:")
            tell("status")
        }
    }

    private mutating func tellMarks() {
        for (key, word) in [("template", "template"), ("shared", "shared"), ("protected", "protected")] {
            guard let isSo = rest.removeValue(forKey: key)?.bool else { continue }
            if isSo { parts.append(word) }
        }
        tell("lock") { "locked by \($0)" }
        tell("hastate") { "HA \($0)" }
        tell("pool") { "pool \($0)" }
        tell("tags") { "[\($0.replacing(";", with: " "))]" }
        tell("content") { "for \($0)" }
        tell("kind")
        tell("subject")
        tell("title")
        tell("detail") { "(\($0))" }
        if let notes = remove("notes"), !notes.isEmpty { parts.append("“\(notes.clipped(toColumns: 80))”") }
    }
}
