import CPOSIX
import Glibc

/// The way to a house for those outside: find it, or start it.
struct HouseDoor {
    let address: HouseAddress

    /// How long a house may take to open, migrations of its database included.
    static let openingTime = Duration.seconds(30)

    /// How long a running house may take to say hello.
    static let greetingTime = Duration.seconds(5)

    /// How long a running house may take to make a socket that was removed anew.
    static let mendingTime = Duration.seconds(3)

    /// A house that has said hello.
    struct Greeting {
        let connection: Connection
        let hello: HouseMessage.Hello

        /// The house as a child, when this process started it.
        var child: HouseProcess?
    }

    /// A house of this state that took the connection, whether it says hello or not.
    struct Knock {
        let connection: Connection
        let answer: Result<Greeting, HouseError>

        func greeting() throws(HouseError) -> Greeting { try answer.get() }
    }

    /// Connects to the running house of this state and waits for its first word; where it has no room, for some.
    ///
    /// - Returns: nil when none listens; a house of other state is none.
    func knock(within limit: Duration = greetingTime) throws(HouseError) -> Knock? {
        let deadline = Deadline(after: limit)
        while true {
            let knock = try knockOnce(within: limit)
            guard case .failure(.crowded)? = knock?.answer, !deadline.isOver else { return knock }
            poll(nil, 0, 100)
        }
    }

    private func knockOnce(within limit: Duration) throws(HouseError) -> Knock? {
        let record = HouseLock.Record(at: address)
        for path in (record.map { [$0.socket] } ?? []) + [address.socket] {
            let deadline = Deadline(after: HouseDoor.greetingTime)
            guard let socket = try SocketAddress.connected(to: path, until: deadline) else { continue }
            let connection = try Connection(socket)
            let answer: Result<Greeting, HouseError>
            do throws(HouseError) {
                let greeting = try greet(connection, within: limit)
                guard address.keeps(state: greeting.hello.state) else { continue }
                answer = .success(greeting)
            } catch {
                // It does not say whose it is; the lock of this state does.
                guard record?.process == connection.peer.process else { continue }
                answer = .failure(error)
            }
            return Knock(connection: connection, answer: answer)
        }
        return nil
    }

    /// The same, and waits a moment for a house that holds its lock and whose socket was removed.
    ///
    /// - Throws: ``HouseError/unreachable(process:)`` when the socket does not come back.
    func knockPatiently(within limit: Duration = greetingTime) throws(HouseError) -> Knock? {
        let deadline = Deadline(after: min(limit, HouseDoor.mendingTime))
        while true {
            if let knock = try knock(within: limit) { return knock }
            guard HouseLock.isHeld(address) else { return nil }
            guard !deadline.isOver else { throw unreachable }
            poll(nil, 0, 50)
        }
    }

    /// Whether the loop of a house that was reached before still greets who comes; `true` where nobody can tell.
    func givesSign(_ process: Int32, within limit: Duration) throws(HouseError) -> Bool {
        let path = HouseLock.Record(at: address)?.socket ?? address.socket
        guard let socket = try SocketAddress.connected(to: path, until: Deadline(after: limit))
        else { return true }
        let connection = try Connection(socket)
        guard connection.peer.process == process else { return true }
        do throws(HouseError) {
            // Its end, too, is a sign.
            _ = try connection.receive(until: Deadline(after: limit))
            return true
        } catch .noAnswer {
            return false
        }
    }

    private var unreachable: HouseError {
        .unreachable(process: HouseLock.Record(at: address)?.process)
    }

    /// Waits for the house's first word.
    func greet(
        _ connection: Connection, child: HouseProcess? = nil, within limit: Duration = greetingTime
    ) throws(HouseError) -> Greeting {
        let deadline = Deadline(after: limit)
        guard let parcel = try connection.receive(until: deadline) else {
            throw .noAnswer(process: connection.peer.process)
        }
        switch try HouseMessage(parcel) {
        case .hello(let hello): return Greeting(connection: connection, hello: hello, child: child)
        case .exit: throw .crowded(callers: HouseSocket.mostCallers)
        case .detached, .output: throw .malformed("a house says hello first")
        }
    }

    /// The running house, or a new one that stays when this front has gone; the next one, when it died as it opened.
    func enter(_ start: HouseStart) throws(HouseError) -> Greeting {
        do throws(HouseError) {
            return try enterOnce(start)
        } catch .noAnswer(let process) {
            poll(nil, 0, 200)
            guard !HouseLock.isHeld(address) else { throw .noAnswer(process: process) }
            return try enterOnce(start)
        }
    }

    private func enterOnce(_ start: HouseStart) throws(HouseError) -> Greeting {
        if let knock = try knock() { return try knock.greeting() }
        try address.prepareState()
        let deadline = Deadline(after: HouseDoor.openingTime)
        let startLock = try address.openLock(address.startLockFile)
        while flock(startLock.number, LOCK_EX | LOCK_NB) == -1 {
            guard !deadline.isOver else { throw .noAnswer(process: HouseLock.Record(at: address)?.process) }
            poll(nil, 0, 10)
        }
        while HouseLock.isHeld(address) {
            if let knock = try knock() { return try knock.greeting() }
            guard !deadline.isOver else { throw unreachable }
            poll(nil, 0, 50)
        }
        let child = try open(start, front: nil)
        guard var greeting = try knock()?.greeting() else { throw .noHouse }
        greeting.child = child
        return greeting
    }

    /// A new house that ends with this front.
    func build(_ start: HouseStart) throws(HouseError) -> Greeting {
        let (ours, theirs) = try HouseDoor.pair()
        let child = try open(start, front: theirs)
        return try greet(try Connection(ours), child: child)
    }

    /// Starts a house and waits until it says that it is open, or why not.
    private func open(_ start: HouseStart, front: Descriptor?) throws(HouseError) -> HouseProcess {
        let (child, answers) = try spawn(start, front: front)
        let deadline = Deadline(after: HouseDoor.openingTime)
        var said: [UInt8] = []
        while said.count < 4_096 {
            guard try answers.wait(for: POLLIN, until: deadline) else {
                let isHeld = HouseLock.isHeld(address)
                throw .noAnswer(process: isHeld ? HouseLock.Record(at: address)?.process : nil)
            }
            var bytes: [UInt8] = .init(repeating: 0, count: 1_024)
            let count = read(answers.number, &bytes, bytes.count)
            if count == -1, errno == EINTR { continue }
            guard count > 0 else { break }
            said += bytes.prefix(count)
            if said == Array(HouseStart.readyWord.utf8) { return child }
        }
        throw .notStarted(reason: try reason(said, of: child), log: child.start.logFile)
    }

    private func reason(_ said: [UInt8], of child: HouseProcess) throws(HouseError) -> String {
        let ending = try child.ending()
        guard said.isEmpty else { return String(decoding: said, as: UTF8.self) }
        return ending.map { "it ended with \($0)." } ?? "it closed its door."
    }

    /// The house's end of the socket closes here when the child has its own, so that its death is heard.
    private func spawn(
        _ start: HouseStart, front: Descriptor?
    ) throws(HouseError) -> (HouseProcess, answers: Descriptor) {
        let (ours, theirs) = try HouseDoor.pair()
        return (try HouseProcess.spawn(start, ready: theirs, front: front), ours)
    }

    /// Two sockets that are connected to each other.
    static func pair() throws(HouseError) -> (Descriptor, Descriptor) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        try HouseError.checking("socketpair", "a new house") { socketpair(AF_UNIX, type, 0, &ends) }
        return (Descriptor(ends[0]), Descriptor(ends[1]))
    }
}
