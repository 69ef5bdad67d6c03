import Text

extension Endpoint {
    /// The end of a node's journal: texts, between the cursors of the first and the last of them.
    static let nodeJournal = Endpoint(
        method: .get, path: "/nodes/{node}/journal",
        parameters: [
            .integer("since"), .integer("until"), .integer("lastentries"), .text("startcursor"),
            .text("endcursor"),
        ], access: .privilege("/nodes/{node}", ["Sys.Syslog"]), isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        if call["lastentries"] != nil, call["since"] != nil || call["until"] != nil {
            throw .wrong(["lastentries": "lastentries conflicts with a range"])
        }
        let lines = world.journal(of: call.node).filter { line in
            call.int("since").map { line.time >= Double($0) } ?? true
                && call.int("until").map { line.time <= Double($0) } ?? true
        }
        let shown = lines.suffix(call.int("lastentries") ?? lines.count).map(\.text)
        let cursors = [shown.count, lines.count].map { number in
            Datum.text(
                "s=\(Hexadecimal.digits(world.seed, width: 16));i=\(Hexadecimal.digits(number, width: 4))")
        }
        return Reply(.list([cursors[0]] + shown.map { .text($0) } + [cursors[1]]))
    }
}

extension World {
    /// What a node wrote lately: what its clocks do on their own, and every word of the cluster's log on it.
    fileprivate func journal(of name: NodeName) -> [(time: Double, text: String)] {
        let daily: [(Double, String)] = [
            (-7_200, "systemd[1]: Starting pve-daily-update.service - Daily PVE download activities..."),
            (-7_180, "systemd[1]: Finished pve-daily-update.service - Daily PVE download activities."),
            (-3_900, "chronyd[812]: Selected source 10.0.0.1"),
            (
                -3_600,
                "CRON[20117]: pam_unix(cron:session): session opened for user root(uid=0) by root(uid=0)"
            ),
            (-3_599, "CRON[20118]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)"),
            (
                -1_200,
                "smartd[790]: Device: /dev/nvme0n1, number of Error Log entries increased from 41 to 42"
            ),
            (-600, "pvestatd[1302]: status update time (5.412 seconds)"),
        ]
        let own = daily.map { (time: now + $0.0, line: $0.1) }
        let told = log.lines.filter { $0.node == name }.map { line in
            (time: Double(line.time), line: "\(line.tag)[\(line.pid)]: <\(line.user)> \(line.message)")
        }
        let strangers = strangersWords.map {
            [(time: now - 300, line: "sshd[4711]: Invalid user \($0) from 203.0.113.7")]
        }
        return (own + told + (strangers ?? [])).sorted { $0.time < $1.time }.map { entry in
            (entry.time, "\(CivilTime(entry.time).journal) \(name) \(entry.line)")
        }
    }
}

extension CivilTime {
    /// `Nov 30 22:08:41`, as journals begin their lines.
    fileprivate var journal: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let figures = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(months[month - 1]) \(day < 10 ? "0" : "")\(day) \(figures.joined(separator: ":"))"
    }
}
