/// A command that the shell of a console knows.
struct ConsoleCommand: Sendable {
    let name: String
    let help: String
    /// Gives the lines of its output.
    let run: @Sendable (World, ConsoleTarget, _ arguments: [Substring]) -> [String]
}

extension ConsoleCommand {
    /// Everything the shell knows.
    static let all: [ConsoleCommand] = [
        Self.help, .hostname, .uptime, .df, .free, .systemctl, .echo, .whoami,
    ]

    /// The output of a command line, ended as a terminal wants it.
    static func run(_ line: String, in world: World, on target: ConsoleTarget) -> String {
        let words = line.split(separator: " ")
        guard let name = words.first else { return "" }
        guard let command = all.first(where: { $0.name == name }) else {
            return "-bash: \(name): command not found\r\n"
        }
        let lines = command.run(world, target, Array(words.dropFirst()))
        return lines.map { $0 + "\r\n" }.joined()
    }

    private static let help = ConsoleCommand(name: "help", help: "lists the commands") { _, _, _ in
        all.map { $0.name.padded(to: 12) + $0.help }
    }

    private static let hostname = ConsoleCommand(name: "hostname", help: "prints the machine's name") {
        world, target, _ in [world.host(of: target)]
    }

    private static let whoami = ConsoleCommand(name: "whoami", help: "prints the user's name") { _, _, _ in
        ["root"]
    }

    private static let echo = ConsoleCommand(name: "echo", help: "prints its arguments") { _, _, words in
        [words.joined(separator: " ")]
    }

    private static let uptime = ConsoleCommand(name: "uptime", help: "prints how long the machine runs") {
        world, target, _ in
        let since = world.boot(of: target) ?? world.now
        let minutes = Int(world.now - since) / 60
        let clock = CivilTime(world.now).plain.suffix(8)
        let load = world.load(of: target)
        let figures = [load, load * 0.93, load * 0.88].map { $0.fixed(2) }.joined(separator: ", ")
        let hours = "\(minutes / 60 % 24):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
        return [" \(clock) up \(minutes / 1_440) days, \(hours),  1 user,  load average: \(figures)"]
    }

    private static let df = ConsoleCommand(name: "df", help: "prints the space on the disks") {
        world, target, _ in
        let (total, used) = world.rootDisk(of: target)
        let columns = [total, used, total - used].map { "\($0 / 1_024)".padded(to: 11) }.joined()
        let share = "\(total > 0 ? used * 100 / total : 0)%"
        return [
            "Filesystem           1K-blocks  Used       Available  Use% Mounted on",
            "/dev/mapper/root     " + columns + share.padded(to: 5) + "/",
        ]
    }

    private static let free = ConsoleCommand(name: "free", help: "prints the memory") { world, target, _ in
        let (total, used) = world.memory(of: target)
        let columns = [total, used, total - used].map { "\($0 / 1_024)".padded(to: 12) }.joined()
        return ["        total       used        free", "Mem:    " + columns]
    }

    private static let systemctl = ConsoleCommand(name: "systemctl", help: "status: prints the services") {
        world, target, words in
        guard words.first == "status" else { return ["systemctl: only “status” is known here"] }
        let host = world.host(of: target)
        guard words.count > 1 else {
            return [
                "● \(host)", "    State: running", "     Jobs: 0 queued", "   Failed: 0 units",
            ]
        }
        let unit = words[1].hasSuffix(".service") ? String(words[1]) : "\(words[1]).service"
        return [
            "● \(unit)", "     Loaded: loaded (/lib/systemd/system/\(unit); enabled)",
            "     Active: active (running)",
        ]
    }
}

extension World {
    /// The name of the machine behind a console.
    fileprivate func host(of target: ConsoleTarget) -> String {
        target.vmid.flatMap { guests[$0]?.name } ?? target.node
    }

    fileprivate func boot(of target: ConsoleTarget) -> Double? {
        guard let vmid = target.vmid else { return node(target.node)?.bootedAt }
        return guests[vmid]?.state.since
    }

    /// Processors kept busy.
    fileprivate func load(of target: ConsoleTarget) -> Double {
        guard let vmid = target.vmid, let guest = guests[vmid] else {
            return node(target.node).map { ($0.report?.cpu ?? 0) * Double($0.cpus) } ?? 0
        }
        return guest.cpu(at: now) * Double(guest.cpus)
    }

    fileprivate func rootDisk(of target: ConsoleTarget) -> (total: Int, used: Int) {
        guard let vmid = target.vmid, let guest = guests[vmid] else {
            return node(target.node).map { ($0.rootDisk, $0.rootUsed) } ?? (0, 0)
        }
        return (guest.disk, guest.diskUsed)
    }

    fileprivate func memory(of target: ConsoleTarget) -> (total: Int, used: Int) {
        guard let vmid = target.vmid, let guest = guests[vmid] else {
            return node(target.node).map { ($0.memory, $0.report?.memory ?? 0) } ?? (0, 0)
        }
        return (guest.memory, guest.memoryUsed(at: now))
    }
}

extension String {
    /// Filled up with spaces behind.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

extension Double {
    /// Written with a fixed number of decimals, as `printf` does.
    func fixed(_ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((self * Double(scale)).rounded())
        let digits = "\(abs(scaled))"
        let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = scaled < 0 ? "-" : ""
        return decimals == 0
            ? sign + filled : "\(sign)\(filled.dropLast(decimals)).\(filled.suffix(decimals))"
    }
}
