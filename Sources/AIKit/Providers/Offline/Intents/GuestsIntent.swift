import JSON

extension OfflineIntent {
    /// Lists and counts guests.
    static let guests = OfflineIntent(
        example: "which guests are down · list containers · how many vms",
        fits: { exchange in
            exchange.utterance.mentions(.guest, .virtualMachine, .container)
                || (exchange.utterance.mentions(.running, .down)
                    && !exchange.utterance.mentions(.node, .cluster))
        },
        answer: { (exchange) throws(OfflineStep) in
            let spoken = exchange.utterance
            let machines = try exchange.inventory().machines()
            let wantsMachines = spoken.mentions(.virtualMachine) && !spoken.mentions(.guest)
            let wantsContainers = spoken.mentions(.container) && !spoken.mentions(.guest)
            return switch (wantsMachines, wantsContainers) {
            case (true, false):
                GuestReport(machines.filter { $0.isContainer == false }, spoken, noun: "virtual machine").text
            case (false, true):
                GuestReport(machines.filter { $0.isContainer == true }, spoken, noun: "container").text
            case (true, true), (false, false): GuestReport(machines, spoken).text
            }
        })

    /// Who uses the most.
    static let busiest = OfflineIntent(
        example: "which guest uses the most memory",
        fits: { $0.utterance.mentions(.most) && !$0.utterance.mentions(.storage) },
        answer: { (exchange) throws(OfflineStep) in
            let inventory = try exchange.inventory()
            let place = inventory.node(namedIn: exchange.utterance)?.name
            let running = inventory.machines(on: place).filter(\.isRunning)
            let byMemory = exchange.utterance.mentions(.memory)
            let ranked =
                byMemory
                ? running.filter { $0.load.memory != nil }.sorted {
                    ($0.load.memory ?? 0) > ($1.load.memory ?? 0)
                }
                : running.filter { $0.load.cpu != nil }.sorted { ($0.load.cpu ?? 0) > ($1.load.cpu ?? 0) }
            guard !ranked.isEmpty else { return "No running guest reports a figure, so I can rank none." }
            let lines = ranked.prefix(5).map { guest in
                let figure =
                    byMemory
                    ? Figures.fill(guest.load.memory, of: guest.load.memoryTotal)
                    : Figures.percent(guest.load.cpu)
                        + (guest.load.processors.map { " of \(Figures.count($0, "processor"))" } ?? "")
                return "- \(guest.title)\(guest.node.map { " on \($0)" } ?? ""): \(figure)"
            }
            return "By \(byMemory ? "memory" : "processor"), the heartiest appetites:\n"
                + lines.joined(separator: "\n")
        })
}

/// Guests as a list or a count.
struct GuestReport {
    let guests: [GuestRow]
    let spoken: Utterance
    let noun: String
    let place: String?

    init(_ guests: [GuestRow], _ spoken: Utterance, noun: String = "guest", place: String? = nil) {
        self.guests = guests
        self.spoken = spoken
        self.noun = noun
        self.place = place
    }

    var text: String {
        let place = place.map { " on \($0)" } ?? ""
        guard !guests.isEmpty else { return "There is no \(noun)\(place) that I am allowed to see." }
        if spoken.mentions(.down), !spoken.mentions(.running) {
            return list(guests.filter { !$0.isRunning && $0.isKnown }, "not running", place)
        }
        if spoken.mentions(.running), !spoken.mentions(.down) {
            return list(guests.filter(\.isRunning), "running", place)
        }
        let running = guests.filter(\.isRunning).count
        let summary =
            "\(Figures.count(guests.count, noun).capitalizedFirst)\(place), \(running) running\(doubtful)."
        return spoken.mentions(.count) ? summary : summary + "\n" + lines(guests)
    }

    private func list(_ rows: [GuestRow], _ state: String, _ place: String) -> String {
        let all = Figures.count(guests.count, noun)
        guard !rows.isEmpty else { return "Of \(all)\(place), none is \(state)\(doubtful)." }
        let verb = rows.count == 1 ? "is" : "are"
        let head = "\(rows.count) of \(all)\(place) \(verb) \(state)\(doubtful)"
        return spoken.mentions(.count) ? head + "." : head + ":\n" + lines(rows)
    }

    /// A clause about guests whose state nobody knows.
    private var doubtful: String {
        let count = guests.filter { !$0.isKnown }.count
        return count == 0 ? "" : " (the state of \(count) is unknown)"
    }

    private func lines(_ rows: [GuestRow]) -> String {
        let shown = rows.prefix(40).map { guest in
            "- \(guest.title)\(place == nil ? guest.node.map { " on \($0)" } ?? "" : ""): \(guest.state)"
                + (guest.lock.map { ", locked (\($0))" } ?? "")
        }
        let rest = rows.count - shown.count
        return (shown + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }
}
