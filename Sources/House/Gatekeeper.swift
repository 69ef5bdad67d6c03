import CPOSIX
import Glibc

/// Whose word counts in a house, and whose terminal it draws on: not those of its own shells' programs.
final class Gatekeeper {
    let guardians: Guardians

    /// The programs of the house's panes as they are now.
    var programs: () -> [Int32] = { [] }

    private let state: String
    private let service: String?
    private var untold: [GuardianLoss] = []

    init(_ start: HouseStart) throws(HouseError) {
        state = start.address.state
        service = start.isService ? Kinship.service(ProcessStatus(of: getpid())?.controlGroup) : nil
        guardians = try Guardians(start)
    }

    /// The guardians that were ended since this was asked last.
    func news() -> [GuardianLoss] {
        defer { untold = [] }
        return untold + guardians.look()
    }

    /// Whose word something is that came from a process.
    func testimony(of peer: Peer) -> Testimony {
        do throws(Objection) {
            return .witness(try Witness.seen(peer, beside: kinship()))
        } catch {
            return .objection(error)
        }
    }

    /// Why the terminal that a process brings is not drawn on, nil when it is: a program of the house's own shells would
    /// answer the house's questions there.
    func refusal(of peer: Peer) -> HouseError? {
        let kinship = kinship()
        // One that has ended since is nobody's to trust.
        let claim = ProcessStatus(of: peer.process).map { kinship.claim(on: $0) } ?? .descent
        return switch claim {
        case nil: nil
        case .descent: .insideHouse
        case .adoption(let guardian): .perhapsInside(guardian: guardian)
        }
    }

    /// Who is of the shells at this moment: a guardian may just have been ended.
    private func kinship() -> Kinship {
        untold += guardians.look()
        return Kinship(state: state, service: service, programs: programs(), losses: guardians.losses)
    }
}

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

/// Keeps the memory of a process that holds secrets to itself: prctl(2), PR_SET_DUMPABLE; getrlimit(2), RLIMIT_CORE.
///
/// Such a process leaves no core, and other programs of its user can neither trace it nor read its memory and its
/// environment in /proc. Its children begin as others do, but for the soft limit of cores, which they may raise.
enum Discretion {
    static func begin() {
        jarvis_set_dumpable(0)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = 0
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
}
