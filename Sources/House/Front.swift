import Glibc

/// The process in the user's terminal: it hands the terminal to the house, waits, and gives it back.
///
/// Whatever becomes of the house, the terminal is left as it was found.
package final class Front {
    private let configuration: FrontConfiguration
    private let signals: SignalPipe
    private var house: HouseDoor.Greeting
    private var visitor: Visitor
    private var phase = Phase.apart
    private var houses: Succession

    /// Where the terminal is.
    private enum Phase {
        /// With the shell, or with another front that has the turn.
        case apart

        /// With the house.
        case attached(TerminalState)

        /// With the house, which was asked to give it back.
        case leaving(TerminalState, Departure, Deadline)

        /// With nobody: the house died, and the next one is not there yet. Keys wait for it as they were pressed.
        case orphaned(TerminalState)
    }

    /// How long a house may take to give the terminal back.
    private static let partingTime = Duration.milliseconds(500)

    /// Runs a front to its end and says on standard error why it ended.
    ///
    /// - Returns: 0 after a detach; what the house said when it ended; 128 and the signal's number
    ///   after a signal; 70 (sysexits.h, EX_SOFTWARE) when the house died; ``HouseError/exitCode`` else.
    package static func run(_ configuration: FrontConfiguration) -> Int32 {
        defer { Succession(configuration).end() }
        do throws(HouseError) {
            let ending = try Front(configuration).stay()
            if !ending.text.isEmpty { ending.text.tell() }
            return ending.code
        } catch {
            error.description.tell()
            return error.exitCode
        }
    }

    private init(_ configuration: FrontConfiguration) throws(HouseError) {
        self.configuration = configuration
        let houses = Succession(configuration)
        self.houses = houses
        visitor = try Visitor.here(yields: configuration.yields)
        let surroundings = Environment.ofThisProcess[HouseStart.insideMark]
        if configuration.bond == .shared, surroundings == configuration.address.state { throw .insideHouse }
        // Swift's runtime would hold the terminal for 30 s with a question; the house sees a death and
        // gives the terminal back.
        CrashSignals.dieAtOnce()
        // What the operator's environment holds is not for the programs in the panes.
        Discretion.begin()
        house = try houses.first()
        // Not before: until the terminal is handed over, Ctrl-C may end a front that waits.
        signals = try SignalPipe([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
        signal(SIGTTOU, SIG_IGN)
    }

    private func stay() throws(HouseError) -> FrontEnding {
        try comeToTheFore()
        try attach()
        ProgramPages.release()
        while true {
            try wait()
            // First, because the kernel sends SIGHUP and SIGCONT with it.
            if case .attached = phase, isHungUp { leave(.hungUp) }
            for signal in signals.drain() {
                if let ending = try obey(signal) { return ending }
            }
            if let ending = try hear() { return ending }
            if case .leaving(_, let departure, let deadline) = phase, deadline.isOver {
                if let ending = try parted(departure) { return ending }
            }
        }
    }

    private func attach() throws(HouseError) {
        let state: TerminalState
        switch phase {
        case .attached(let earlier), .orphaned(let earlier): state = earlier
        case .apart, .leaving:
            state = try TerminalState(of: visitor.output)
            // Where nothing is drawn, leaving the picture comes back here.
            TerminalState.saveCursor(visitor.output)
        }
        visitor = try Visitor.here(yields: configuration.yields)
        house.connection.send(
            FrontMessage.attach(visitor).parcel, descriptors: [visitor.input, visitor.output])
        phase = .attached(state)
    }

    private func wait() throws(HouseError) {
        var polled = [
            house.connection.polled,
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        var limit: Int32 = -1
        switch phase {
        case .apart, .orphaned: break
        case .attached: polled.append(pollfd(fd: visitor.input, events: 0, revents: 0))
        case .leaving(_, _, let deadline): limit = deadline.milliseconds
        }
        guard poll(&polled, nfds_t(polled.count), limit) == -1, errno != EINTR else { return }
        throw .system(call: "poll", subject: "the house and the terminal", code: errno)
    }

    private var isHungUp: Bool {
        var polled = pollfd(fd: visitor.input, events: 0, revents: 0)
        return poll(&polled, 1, 0) == 1
    }
}

extension Front {
    private func obey(_ signal: Int32) throws(HouseError) -> FrontEnding? {
        switch (signal, phase) {
        case (SIGWINCH, .attached):
            guard let size = TerminalSize(of: visitor.output) else { return nil }
            house.connection.send(FrontMessage.resized(size).parcel)
        case (SIGCONT, .attached):
            try comeToTheFore()
            try attach()
        case (SIGTSTP, .attached): leave(.suspended)
        case (SIGWINCH, _), (SIGCONT, _), (SIGTSTP, _): return nil
        case (_, .attached): leave(.signal(signal))
        case (_, .apart), (_, .orphaned): return FrontEnding(departure: .signal(signal))
        case (_, .leaving): return nil
        }
        return nil
    }

    private func leave(_ departure: Departure) {
        guard case .attached(let state) = phase else { return }
        house.connection.send(FrontMessage.leave(departure).parcel)
        phase = .leaving(state, departure, Deadline(after: Front.partingTime))
    }

    private func hear() throws(HouseError) -> FrontEnding? {
        house.connection.flush()
        house.connection.fill()
        while let parcel = try received() {
            switch try HouseMessage(parcel) {
            case .detached(let departure):
                if let ending = try parted(departure) { return ending }
            case .exit(let code, let text):
                restore()
                return FrontEnding(code: code, text: text)
            case .hello, .output: break
            }
        }
        guard !house.connection.isOpen else { return nil }
        do throws(HouseError) {
            return try outlive(try HouseDeath(of: house))
        } catch {
            restore()
            throw error
        }
    }

    /// A house that speaks nonsense is left like a dead one.
    private func received() throws(HouseError) -> Parcel? {
        do throws(HouseError) {
            return try house.connection.next()
        } catch {
            restore()
            throw error
        }
    }

    /// The terminal is ours again.
    private func parted(_ departure: Departure) throws(HouseError) -> FrontEnding? {
        restore()
        switch departure {
        case .suspended:
            try signals.undergo(SIGTSTP)
            try comeToTheFore()
            try attach()
            return nil
        case .stolen where configuration.yields:
            "Jarvis is shown on another terminal; this one continues when that has left.".tell()
            try attach()
            return nil
        case .signal:
            goBelowThePicture()
            return FrontEnding(departure: departure)
        case .asked, .stolen, .hungUp, .frontLost: return FrontEnding(departure: departure)
        }
    }

    private func restore() {
        switch phase {
        case .apart: return
        case .attached(let state), .leaving(let state, _, _), .orphaned(let state):
            TerminalState.leave(visitor.output)
            state.restore(on: visitor.output)
            phase = .apart
        }
    }

    /// On a Linux console, which has no other screen to go back to, what is said next comes below the dead picture.
    private func goBelowThePicture() {
        guard visitor.term.hasPrefix("linux") else { return }
        let bytes = "\u{1B}[r\u{1B}[999;1H\r\n"
        _ = write(visitor.output, bytes, bytes.utf8.count)
    }

    /// Stops as a background job does until the shell brings it to the fore.
    ///
    /// - Throws: ``HouseError/inBackground`` when nobody can: stops are ignored in an orphaned
    ///   process group, setpgid(2).
    private func comeToTheFore() throws(HouseError) {
        for _ in 0..<100 {
            let group = tcgetpgrp(visitor.input)
            guard group > 0, group != getpgrp() else { return }
            try signals.undergo(SIGTTOU)
            signal(SIGTTOU, SIG_IGN)
        }
        throw .inBackground
    }
}

extension Front {
    /// Goes on with a new house, which takes the shells of the dead one back; nil when it does.
    private func outlive(_ death: HouseDeath) throws(HouseError) -> FrontEnding? {
        houses.note()
        guard case .attached(let state) = phase, houses.goesOn else {
            restore()
            goBelowThePicture()
            return FrontEnding(death, consequence: houses.consequence)
        }
        phase = .orphaned(state)
        TerminalState.leave(visitor.output)
        goBelowThePicture()
        "\(death.sentence); a new one goes on with its shells.\(death.trace)".tell(end: "\r\n")
        house = try houses.next(after: death)
        try comeToTheFore()
        try attach()
        return nil
    }
}
