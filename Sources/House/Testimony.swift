import Glibc

/// Whose word something is, or why it does not count for the operator's.
package enum Testimony: Sendable, Equatable, CustomStringConvertible {
    case witness(Witness)
    case objection(Objection)

    /// That of this process about itself, where no house runs at the address; the shells of one that died may go on.
    package static func ofThisProcess(beside address: HouseAddress) -> Testimony {
        guard let status = ProcessStatus(of: getpid()) else { return .objection(Objection(.gone, by: nil)) }
        let witness = Witness(status)
        guard status.terminal != 0 else { return .objection(Objection(.noTerminal, by: witness)) }
        let kinship = Kinship(state: address.state, service: nil, house: nil)
        guard !kinship.includes(status) else { return .objection(Objection(.insideHouse, by: witness)) }
        return .witness(witness)
    }

    package var description: String {
        switch self {
        case .witness(let witness): witness.description
        case .objection(let objection): objection.description
        }
    }
}

/// Why a process's word does not count, and whose it was.
package struct Objection: Error, Sendable, Equatable {
    package let reason: Reason

    /// Nil when it has ended.
    package let speaker: Witness?

    package enum Reason: Sendable, Equatable {
        case noTerminal
        case insideHouse
        /// It may be inside: this guardian that would tell was ended.
        case perhapsInside(guardian: Int32)
        case gone
    }

    package init(_ reason: Reason, by speaker: Witness?) {
        self.reason = reason
        self.speaker = speaker
    }
}

extension Objection: CustomStringConvertible {
    /// For the operator and the audit log: who answered, why that does not count, and what does.
    package var description: String {
        let speaker = speaker?.description ?? "Somebody who has ended since"
        return "\(speaker) answered, and that does not count: \(reason)."
    }
}

extension Objection.Reason: CustomStringConvertible {
    /// Half a sentence with what helps.
    package var description: String {
        switch self {
        case .noTerminal: "it has no terminal; answer on one, or in the command center"
        case .insideHouse:
            "it is a program of the house's own shells; answer in the command center, or on a terminal outside"
        case .perhapsInside(let guardian):
            "it may be a program of the house's own shells, for init adopted it and the guardian (process \(guardian)) "
                + "that would tell was ended; answer in the command center, on a terminal that was open before, or run "
                + "`jarvis kill-house` and start again"
        case .gone: "nobody can tell who it was"
        }
    }
}
