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
