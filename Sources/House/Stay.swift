import Glibc

/// One visit of a terminal: who brought it, what it is, and why it ends.
final class Stay {
    let caller: Caller
    let visitor: Visitor
    private var terminal: VisitorTerminal?

    /// Why it ends, once it does.
    var departure: Departure?

    /// Whether the front attaches anew in its own time and expects no word about this visit.
    var isReplaced = false

    init(caller: Caller, visitor: Visitor, terminal: VisitorTerminal) {
        self.caller = caller
        self.visitor = visitor
        self.terminal = terminal
    }

    /// Who brought it; nil when he has ended.
    var witness: Witness? {
        guard let status = ProcessStatus(of: caller.connection.peer.process) else { return nil }
        return Witness(
            process: status.process, program: status.program,
            terminal: ttyname(visitor.output).map { String(cString: $0) } ?? status.terminalName)
    }

    var isHungUp: Bool { terminal?.isHungUp ?? false }

    /// Ends the visit when the program has given the terminal back: tells the front, or does its
    /// duty where it cannot, and closes the terminal.
    func finish() {
        guard let terminal, let departure else { return }
        if departure == .frontLost {
            terminal.restore()
        } else if !isReplaced {
            caller.connection.send(HouseMessage.detached(departure).parcel)
        }
        self.terminal = nil
    }
}
