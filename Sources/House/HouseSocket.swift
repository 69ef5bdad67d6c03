import Glibc

/// The house's end of all connections: fronts with their terminals, and commands that ask.
///
/// For one thread, a poll(2) loop: poll ``descriptors`` beside your own, then take every ``next()``.
///
///     while let event = house.next() { update(event) }
package final class HouseSocket {
    /// The terminal to draw on, nil while nobody is attached.
    package var visitor: Visitor? { stays.current?.visitor }

    /// The programs of the house's panes as they are now, those that it took over from a dead house among them.
    package var programs: () -> [Int32] {
        get { gatekeeper.programs }
        set { gatekeeper.programs = newValue }
    }

    /// Above this house and those before it; pass them to the house's keeper.
    package var guardians: Guardians { gatekeeper.guardians }

    private let hello: HouseMessage.Hello
    private let gatekeeper: Gatekeeper
    private let lock: HouseLock?
    private var listener: Listener?
    private var callers: [Caller] = []
    private var lastID = 0
    private var ownFront: Int?
    private var stays = Stays()
    private var pending: [Stays.Told] = []
    private var ended: Stay?
    private var lastReport = ""

    /// Has the house end and leave its shells to the next one.
    package static let makeWaySignal = SIGUSR1

    /// More connections than this are turned away, unless one of them is idle and gives way.
    static let mostCallers = 64

    /// More questions than this are not answered at once; each may take a mind, a cluster and some megabytes.
    private static let mostInquiries = 32

    /// Who has said nothing for so long gives way to others when there is no more room.
    private static let courtesy = Duration.seconds(1)

    /// Who has asked nothing and shows nothing for so long is sent away.
    private static let idleTime = Duration.seconds(300)

    /// Takes the state's lock and listens, as told.
    ///
    /// - Parameters:
    ///   - start: from the arguments a front passed, or made by hand.
    ///   - version: of the program; shown when a front speaks another wire.
    /// - Throws: ``HouseError/alreadyRuns(process:)`` for the second house of a state; pass it to
    ///   ``HouseStart/refuse(_:)``.
    package init(_ start: HouseStart, version: String) throws(HouseError) {
        Discretion.begin()
        if let report = start.crashFile { try CrashSignals.dieAfterReport(report) }
        hello = HouseMessage.Hello(
            version: version, crashFile: start.crashFile ?? "", logFile: start.logFile ?? "",
            state: start.address.state)
        gatekeeper = try Gatekeeper(start)
        (lock, listener) =
            start.listens ? try HouseSocket.opened(start.address) : HouseSocket.found(start.address)
        if let number = start.frontDescriptor {
            try HouseError.checking("fcntl", "the front's socket") { fcntl(number, F_SETFD, FD_CLOEXEC) }
            ownFront = welcome(try Connection(Descriptor(number)))
        }
    }

    /// Takes the lock and listens.
    private static func opened(_ address: HouseAddress) throws(HouseError) -> (HouseLock?, Listener?) {
        let lock = try HouseLock(address)
        let listener = try Listener(address)
        try lock.record(socket: address.socket)
        return (lock, listener)
    }

    /// The same for a demo; where it cannot be, it is its terminal's alone.
    private static func found(_ address: HouseAddress) -> (HouseLock?, Listener?) {
        guard !address.keepsState else { return (nil, nil) }
        do throws(HouseError) {
            return try opened(address)
        } catch .alreadyRuns {
            return (nil, nil)
        } catch {
            "Commands do not find this demo: \(error)".tell()
            return (nil, nil)
        }
    }

    /// What to poll; no entry stays ready once ``next()`` has said nil.
    ///
    /// Poll a minute at most: a socket that was swept away is missed by looking, see tmpfiles.d(5).
    package var descriptors: [pollfd] {
        var polled = callers.map(\.connection.polled)
        if let listener { polled += listener.polled }
        polled += guardians.polled
        if let visitor { polled.append(pollfd(fd: visitor.input, events: 0, revents: 0)) }
        return polled
    }

    /// The next thing that happened, nil when there is none.
    ///
    /// Never waits. Call it before reading keys: those pressed after the front was stopped are the
    /// shell's. Whoever takes ``HouseEvent/left(_:)`` has ended drawing when calling this again.
    package func next() -> HouseEvent? {
        ended?.finish()
        ended = nil
        if pending.isEmpty { gather() }
        guard !pending.isEmpty else { return nil }
        let (event, ended) = pending.removeFirst()
        self.ended = ended
        return event
    }

    /// Sends the attached terminal home; the caller has ended drawing on it.
    ///
    /// With ``Departure/suspended`` the front stops as a job and attaches again when continued.
    package func detach(_ departure: Departure = .asked) {
        stays.detach(departure)
    }

    /// Ends every front with an exit code and a sentence for standard error; the house exits next.
    package func dismiss(code: Int32 = 0, text: String = "") {
        for caller in callers where caller.isFront {
            caller.connection.send(HouseMessage.exit(code: code, text: text).parcel)
        }
        (stays, pending) = (Stays(), [])
    }

    /// Adds to the answer of an inquiry, for standard output.
    ///
    /// Ignored when who asked has gone.
    package func reply(to inquiry: Inquiry, _ text: String) {
        guard let connection = asker(of: inquiry)?.connection else { return }
        var rest = text[...]
        while !rest.isEmpty {
            connection.send(HouseMessage.output(String(rest.prefix(16_384))).parcel)
            rest = rest.dropFirst(16_384)
        }
    }

    /// Ends the answer of an inquiry with the exit code of the command and a text for standard error.
    package func finish(_ inquiry: Inquiry, code: Int32 = 0, text: String = "") {
        guard let caller = asker(of: inquiry) else { return }
        caller.connection.send(HouseMessage.exit(code: code, text: text).parcel)
        caller.inquiry = nil
        caller.isClosing = true
    }

    /// Closes everything and removes the socket; what was sent still arrives.
    package func close() {
        (listener, ended) = (nil, nil)
        (callers, stays, pending) = ([], Stays(), [])
    }

    /// Who brought the terminal that is attached, for the audit log.
    package var attendant: Witness? { stays.current?.witness }

    private func asker(of inquiry: Inquiry) -> Caller? {
        callers.first { $0.inquiry?.id == inquiry.id }
    }
}

extension HouseSocket {
    /// Looks at everything that is ready, once.
    private func gather() {
        pending += gatekeeper.news().map { (.guardianLost($0), nil) }
        do throws(HouseError) {
            try listener?.mend()
            while let connection = try listener?.accept() { welcome(connection) }
        } catch {
            report(error)
        }
        for caller in callers { hear(caller) }
        for caller in callers where isIdle(caller, for: HouseSocket.idleTime) { lose(caller) }
        pending += stays.look()
    }

    @discardableResult
    private func welcome(_ connection: Connection) -> Int? {
        if callers.count >= HouseSocket.mostCallers {
            let idle = callers.filter { isIdle($0, for: HouseSocket.courtesy) }
            guard let longest = idle.min(by: { $0.lastWord < $1.lastWord }) else {
                let crowded = HouseError.crowded(callers: callers.count)
                connection.send(
                    HouseMessage.exit(code: crowded.exitCode, text: crowded.description).parcel)
                return nil
            }
            lose(longest)
        }
        lastID += 1
        callers.append(Caller(id: lastID, connection: connection))
        var hello = hello
        hello.isReplaced = HouseProcess.isReplaced
        connection.send(HouseMessage.hello(hello).parcel)
        return lastID
    }

    private func hear(_ caller: Caller) {
        caller.exchange()
        do throws(HouseError) {
            while let parcel = try caller.next() { try obey(parcel, from: caller) }
        } catch {
            report(error)
            return lose(caller)
        }
        let isDone = caller.isClosing && caller.connection.polled.events & Int16(POLLOUT) == 0
        if isDone || !caller.connection.isOpen { lose(caller) }
    }

    private func obey(_ parcel: Parcel, from caller: Caller) throws(HouseError) {
        let terminal = parcel.kind == FrontMessage.attachKind ? try caller.connection.takeTerminal() : nil
        switch try FrontMessage(parcel, terminal: terminal) {
        case .attach(let visitor):
            guard let terminal, admits(caller) else { return }
            pending += stays.attach(Stay(caller: caller, visitor: visitor, terminal: terminal))
        case .resized(let size):
            if stays.current?.caller === caller { pending.append((.resized(size), nil)) }
        case .leave(let departure): pending += stays.leave(caller, departure)
        case .ask(let name, let arguments):
            try ask(Inquiry(id: caller.id, name: name, arguments: arguments), from: caller)
        case .answer(let words):
            guard let inquiry = caller.inquiry else { return }
            pending.append(
                (.answered(inquiry, words: words, gatekeeper.testimony(of: caller.connection.peer)), nil))
        }
    }

    /// One question a connection: answers say not which they belong to.
    private func ask(_ inquiry: Inquiry, from caller: Caller) throws(HouseError) {
        guard caller.inquiry == nil, !caller.isClosing else {
            throw .malformed("a second question before the first was answered")
        }
        // The order to end is never turned away.
        let others = callers.count { $0.inquiry != nil }
        caller.inquiry = inquiry
        guard others < HouseSocket.mostInquiries || inquiry.name == Inquiry.killHouse else {
            let busy = HouseError.busy(questions: others)
            return finish(inquiry, code: busy.exitCode, text: busy.description)
        }
        pending.append((.asked(inquiry), nil))
    }

    /// Whether the terminal that a caller brings may be drawn on; he is told why not.
    private func admits(_ caller: Caller) -> Bool {
        guard caller.id != ownFront, let error = gatekeeper.refusal(of: caller.connection.peer) else {
            return true
        }
        caller.connection.send(HouseMessage.exit(code: error.exitCode, text: error.description).parcel)
        caller.isClosing = true
        return false
    }

    private func isIdle(_ caller: Caller, for time: Duration) -> Bool {
        let isBusy = caller.inquiry != nil || caller.id == ownFront || stays.hold(caller)
        return !isBusy && ContinuousClock.now - caller.lastWord > time
    }

    private func lose(_ caller: Caller) {
        callers.removeAll { $0 === caller }
        pending += stays.lose(caller)
        if let inquiry = caller.inquiry { pending.append((.withdrawn(inquiry), nil)) }
        if caller.id == ownFront { pending.append((.orphaned, nil)) }
    }

    /// Writes an error into the log, once for as long as it stays the same.
    private func report(_ error: HouseError) {
        let line = "house: \(error)\n"
        guard line != lastReport else { return }
        lastReport = line
        _ = write(STDERR_FILENO, line, line.utf8.count)
    }
}
