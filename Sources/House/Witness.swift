/// A process whose word may count for its operator's: it has a terminal, and it is no program of the house's shells.
///
/// What one user's programs can do to each other has no end, see Docs/Safety.md; this keeps out those that mean no
/// harm, and writes down who it was.
package struct Witness: Sendable, Equatable {
    package let process: Int32

    /// The file it runs, without its folders.
    package let program: String

    /// The device it can be interrupted from: its controlling terminal.
    package let terminal: String

    package init(process: Int32, program: String, terminal: String) {
        self.process = process
        self.program = program
        self.terminal = terminal
    }

    /// Looks at the process at the other end of a socket.
    ///
    /// - Parameters:
    ///   - peer: as the kernel names it.
    ///   - kinship: which programs are those of the house's shells.
    /// - Returns: the process, its program and its terminal.
    /// - Throws: why its word does not count.
    static func seen(_ peer: Peer, beside kinship: Kinship) throws(Objection) -> Witness {
        guard let own = ProcessStatus(of: peer.process) else { throw .gone }
        guard own.terminal != 0 else { throw .noTerminal }
        guard !kinship.includes(own) else { throw .insideHouse }
        // Looked at last: while it lives, nothing that was read can have been of another process of its number.
        guard peer.isAlive else { throw .gone }
        return Witness(process: own.process, program: own.program, terminal: own.terminalName)
    }

    /// Why a process's word does not count.
    package enum Objection: Error, Sendable, Equatable, CustomStringConvertible {
        case noTerminal
        case insideHouse
        case gone

        package var description: String {
            switch self {
            case .noTerminal: "The word did not come from a terminal, so it does not count."
            case .insideHouse:
                "The word came from a shell inside the house, so it does not count; ask in the command center, or "
                    + "on a terminal outside."
            case .gone: "Who gave the word is gone, so it does not count."
            }
        }
    }
}

extension Witness: CustomStringConvertible {
    /// For the audit log, for example `jarvis (process 4711) on /dev/pts/3`.
    package var description: String { "\(program.visible) (process \(process)) on \(terminal)" }
}
