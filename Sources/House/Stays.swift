import Glibc

/// The terminals at a house: the one that it draws on, and those that wait for their turn.
///
/// What is to be told to the house comes back as events, each with the stay that ends when it has been told.
struct Stays {
    typealias Told = (event: HouseEvent, ended: Stay?)

    /// The one that is drawn on.
    private(set) var current: Stay?
    private var waiting: [Stay] = []

    /// Whether a caller's terminal is here, or waits.
    func hold(_ caller: Caller) -> Bool {
        current?.caller === caller || waiting.contains { $0.caller === caller }
    }

    /// Takes a terminal in: in another one's place, or behind it.
    mutating func attach(_ new: Stay) -> [Told] {
        new.caller.isFront = true
        waiting.removeAll { $0.caller === new.caller }
        guard let current else { return [begin(new)] }
        if current.caller === new.caller {
            current.isReplaced = true
            return [part(from: current, .suspended), begin(new)]
        }
        guard !new.visitor.yields else {
            waiting.append(new)
            return []
        }
        return [part(from: current, .stolen), begin(new)]
    }

    /// A front wants its terminal back.
    mutating func leave(_ caller: Caller, _ departure: Departure) -> [Told] {
        for stay in waiting.filter({ $0.caller === caller }) {
            stay.departure = departure
            stay.finish()
        }
        waiting.removeAll { $0.caller === caller }
        guard let current, current.caller === caller else { return [] }
        return [part(from: current, departure)]
    }

    /// A front has gone.
    mutating func lose(_ caller: Caller) -> [Told] {
        waiting.removeAll { $0.caller === caller }
        guard let current, current.caller === caller else { return [] }
        return [part(from: current, .frontLost)]
    }

    /// Looks whether the terminal is still there, and whose turn it is.
    mutating func look() -> [Told] {
        var told: [Told] = []
        if let current, current.isHungUp { told.append(part(from: current, .hungUp)) }
        if let current, current.caller.connection.peer.isStopped {
            current.isReplaced = true
            told.append(part(from: current, .suspended))
        }
        if current == nil, !waiting.isEmpty { told.append(begin(waiting.removeFirst())) }
        return told
    }

    /// Sends the terminal home that is drawn on no more.
    mutating func detach(_ departure: Departure) {
        current?.departure = departure
        current?.finish()
        current = nil
    }

    private mutating func begin(_ new: Stay) -> Told {
        current = new
        return (.attached(new.visitor), nil)
    }

    private mutating func part(from stay: Stay, _ departure: Departure) -> Told {
        stay.departure = departure
        current = nil
        return (.left(departure), stay)
    }
}

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
