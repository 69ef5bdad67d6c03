import AIKit

/// What would come of something that has not happened.
enum Foresight {
    /// What goes down with a node.
    static let loss: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let status = try inquiry.facts(.clusterStatus)
        return inquiry.subjects.nodes.map { node in
            guard node.isOnline else {
                return
                    "\(node.name) is \(node.state) already; there is nothing left to lose."
            }
            let running = inventory.machines(on: node.name).filter(\.isRunning)
            let kept = running.filter { $0.highAvailability != nil }
            let lost = running.filter { $0.highAvailability == nil }
            var lines = [
                "If \(node.name) were lost, \(Figures.count(running.count, "running guest")) would go down with it."
            ]
            if !lost.isEmpty {
                lines.append("Down until it returns: \(Figures.list(lost.map(\.title))).")
            }
            if !kept.isEmpty {
                lines.append(
                    "High availability would try to start elsewhere: \(Figures.list(kept.map(\.title))).")
            }
            lines.append(votes(status.votes("votes"), of: status.votes("expected")))
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// How many nodes can be lost before the quorum is, with a vote a node.
    static let spare: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let status = try inquiry.facts(.clusterStatus)
        guard let votes = status.votes("votes"), let expected = status.votes("expected"),
            let needed = status.votes("needed"), expected > 1
        else { return "How many nodes may be lost I cannot tell: I do not know how many votes are needed." }
        let tally = "\(votes) of \(expected) votes are there, and \(needed) are needed"
        switch votes - needed {
        case ..<0: return "None: the quorum is lost already. \(tally.capitalizedFirst)."
        case 0:
            return
                "None. \(tally.capitalizedFirst): with one node more the quorum would be lost, and nothing could be started or "
                + "changed."
        case let spare:
            let nodes = Figures.count(spare, "node")
            return
                "\(nodes.capitalizedFirst) may be lost before the quorum is, if each has one vote as usual: \(tally). What runs on a "
                + "node goes down with it."
        }
    }

    /// Whether the rest would be a majority, with a vote a node.
    private static func votes(_ votes: Int?, of expected: Int?) -> String {
        guard let votes, let expected, expected > 1 else {
            return "What it would mean for the quorum I cannot tell."
        }
        let rest = votes - 1
        let tally = "\(rest) of \(expected) votes"
        return rest * 2 > expected
            ? "The quorum would hold, with \(tally), if it has one vote as usual."
            : "The quorum would be lost, with \(tally), if it has one vote as usual: nothing could be started or changed."
    }

    static let unweighed: OfflineIntent.Composer = { (_) throws(OfflineStep) in
        "Weighing consequences takes a model, and none is connected. Give the order plainly, such as "
            + "\"restart 103\", and you will see the exact call on a card before anything happens."
    }
}
