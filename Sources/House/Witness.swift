/// A process whose word may count for its operator's: it has a terminal, and it is no program of the house's shells.
///
/// What one user's programs can do to each other has no end, see Docs/Safety.md; this keeps out those that mean no
/// harm, and writes down who it was.
package struct Witness: Sendable, Equatable {
    package let process: Int32

    /// The file it runs, without its folders.
    package let program: String

    /// The device it can be interrupted from: its controlling terminal; empty without one.
    package let terminal: String

    package init(process: Int32, program: String, terminal: String) {
        self.process = process
        self.program = program
        self.terminal = terminal
    }

    /// As the kernel tells of a process.
    init(_ status: ProcessStatus) {
        let terminal = status.terminal == 0 ? "" : status.terminalName
        self.init(process: status.process, program: status.program, terminal: terminal)
    }

    /// Looks at the process at the other end of a socket.
    ///
    /// - Parameters:
    ///   - peer: as the kernel names it.
    ///   - kinship: which programs are those of the house's shells.
    /// - Returns: the process, its program and its terminal.
    /// - Throws: why its word does not count.
    static func seen(_ peer: Peer, beside kinship: Kinship) throws(Objection) -> Witness {
        guard let own = ProcessStatus(of: peer.process) else { throw Objection(.gone, by: nil) }
        let witness = Witness(own)
        let claim = own.terminal == 0 ? nil : kinship.claim(on: own)
        // Looked at last: while it lives, nothing that was read can have been of another process of its number.
        guard peer.isAlive else { throw Objection(.gone, by: nil) }
        guard own.terminal != 0 else { throw Objection(.noTerminal, by: witness) }
        switch claim {
        case .descent: throw Objection(.insideHouse, by: witness)
        case .adoption(let guardian): throw Objection(.perhapsInside(guardian: guardian), by: witness)
        case nil: return witness
        }
    }
}

extension Witness: CustomStringConvertible {
    /// For the audit log, for example `jarvis (process 4711) on /dev/pts/3`.
    package var description: String {
        "\(name) (process \(process))" + (terminal.isEmpty ? "" : " on \(terminal)")
    }

    /// The most characters of a program's name that are told.
    private static let longestName = 48

    /// The program's name, which may be anything that its owner likes: in quotation marks unless it is a plain one.
    private var name: String {
        let isPlain = program.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "._+-".utf8.contains(byte)
            }
        }
        let clipped = program.count > Self.longestName ? program.prefix(Self.longestName) + "…" : program[...]
        guard !isPlain || clipped.isEmpty else { return String(clipped) }
        return "\"" + String(clipped).visible.replacing("\n", with: "\\u{A}").replacing("\"", with: "'")
            + "\""
    }
}
