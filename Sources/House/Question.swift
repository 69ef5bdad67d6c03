import CPOSIX
import Glibc

/// What a command asks of the running house; none is started for it.
package struct Question: Sendable {
    private let door: HouseDoor

    /// For the house at this address.
    package init(to address: HouseAddress) {
        door = HouseDoor(address: address)
    }

    /// Asks and passes on the answer.
    ///
    /// - Parameters:
    ///   - name: what the house calls it, see ``Inquiry/name``.
    ///   - arguments: the command's own.
    ///   - patience: the longest silence; an answer may come in parts with silence between.
    ///   - output: called with each part for standard output.
    /// - Returns: the exit code and the text for standard error.
    /// - Throws: ``HouseError/noHouse``, ``HouseError/otherVersion(house:)``, ``HouseError/noAnswer(process:)``,
    ///   ``HouseError/crowded(callers:)``; of a house that took the question, ``HouseError/silent(process:)`` and
    ///   ``HouseError/cutOff(process:)``.
    package func ask(
        _ name: String, _ arguments: [String] = [], patience: Duration = .seconds(30),
        output: (String) -> Void = { _ in }
    ) throws(HouseError) -> (code: Int32, text: String) {
        try ask(name, arguments, patience: patience) { part in
            output(part)
            return []
        }
    }

    /// Asks, passes on the answer, and answers what the house asks back, on the same connection.
    ///
    /// - Parameters:
    ///   - name: what the house calls it, see ``Inquiry/name``.
    ///   - arguments: the command's own.
    ///   - patience: the longest silence; an answer may come in parts with silence between.
    ///   - isWanted: asked every few seconds; once it is false, the question is withdrawn.
    ///   - conversing: called with each part; returns the operator's words on what that asked.
    /// - Returns: the exit code and the text for standard error.
    /// - Throws: as `ask` without a conversation; ``HouseError/cutOff(process:)`` when it was withdrawn.
    package func ask(
        _ name: String, _ arguments: [String] = [], patience: Duration = .seconds(30),
        isWanted: () -> Bool = { true }, conversing: (String) -> [[String]]
    ) throws(HouseError) -> (code: Int32, text: String) {
        guard let connection = try door.knockPatiently()?.greeting().connection else { throw .noHouse }
        connection.send(FrontMessage.ask(name: name, arguments: arguments).parcel)
        while let parcel = try next(on: connection, within: patience, isWanted) {
            switch try HouseMessage(parcel) {
            case .output(let text):
                for words in conversing(text) { connection.send(FrontMessage.answer(words).parcel) }
            case .exit(let code, let text): return (code, text)
            case .hello, .detached: break
            }
        }
        throw .cutOff(process: connection.peer.process)
    }

    /// A part of an answer; a house is not called dead for a long silence while it says hello to others.
    private func next(
        on connection: Connection, within patience: Duration, _ isWanted: () -> Bool
    ) throws(HouseError) -> Parcel? {
        let deadline = Deadline(after: patience)
        var pause = Question.silence.thinking
        while true {
            do throws(HouseError) {
                return try connection.receive(until: Deadline(after: min(pause, deadline.remaining)))
            } catch .noAnswer(let process) {
                guard isWanted() else { return nil }
                guard !deadline.isOver else { throw .silent(process: connection.peer.process) }
                guard try door.givesSign(connection.peer.process, within: Question.silence.greeting) else {
                    throw .noAnswer(process: process)
                }
                pause = Question.silence.working
            }
        }
    }

    /// Who answers; `nil` when no house runs.
    ///
    /// - Throws: ``HouseError/noAnswer(process:)``.
    package func house() throws(HouseError) -> RunningHouse? {
        guard let knock = try door.knock() else { return nil }
        do throws(HouseError) {
            let hello = try knock.greeting().hello
            return RunningHouse(version: hello.version, speaksThisWire: true, isReplaced: hello.isReplaced)
        } catch .otherVersion(let version) {
            return RunningHouse(version: version, speaksThisWire: false, isReplaced: true)
        }
    }

    /// Ends the house: by asking, which lets it take its steps, and by SIGKILL when those take too long.
    ///
    /// A house of another version, or one whose socket is gone, is asked by SIGTERM. One that does not answer is to make
    /// way, or is killed, and its shells stay with its keeper: that takes three seconds. The process is held by its
    /// descriptor, so that no other one can be hit: pidfd_open(2).
    ///
    /// - Parameters:
    ///   - limit: how long a house that answers may take for its steps.
    ///   - silent: called with the process of a house that does not answer, before it is ended.
    /// - Returns: how it ended.
    /// - Throws: ``HouseError/noHouse``, ``HouseError/unending(process:)``.
    package func killHouse(
        within limit: Duration = .seconds(10), silent: (Int32) -> Void = { _ in }
    ) throws(HouseError) -> HouseEnding {
        let patience = min(limit, Question.silence.greeting)
        let knock: HouseDoor.Knock?
        do throws(HouseError) {
            knock = try door.knockPatiently(within: patience)
        } catch .unreachable(let process?) {
            return try end(process, within: limit) { handle throws(HouseError) in
                // The process is held by now, and the lock says once more that it is the house.
                guard HouseLock.isHeld(door.address),
                    HouseLock.Record(at: door.address)?.process == process
                else { throw .noHouse }
                try signal(SIGTERM, handle)
            }
        }
        guard let knock else {
            // The shells of a house that died and was not started again.
            guard try keeper?.dismiss() == true else { throw .noHouse }
            return .shellsEnded
        }
        let connection = knock.connection
        if case .failure(.noAnswer) = knock.answer {
            return try replaceSilent(connection.peer.process, within: limit, silent)
        }
        do throws(HouseError) {
            return try end(connection.peer.process, within: limit) { process throws(HouseError) in
                do throws(HouseError) {
                    _ = try knock.greeting()
                    connection.send(FrontMessage.ask(name: Inquiry.killHouse, arguments: []).parcel)
                    // It says that it will, or closes its door, before it takes its steps.
                    _ = try connection.receive(until: Deadline(after: Question.silence.greeting))
                } catch .otherVersion, .crowded {
                    try signal(SIGTERM, process)
                }
            }
        } catch .noAnswer {
            return try replaceSilent(connection.peer.process, within: limit, silent)
        }
    }

    /// How long a house may be silent: with an answer, before and after it gave its first sign that it lives; with a hello;
    /// and, one that does not answer, until it is killed.
    private static let silence = (
        thinking: Duration.seconds(1), working: Duration.seconds(5), greeting: Duration.seconds(2),
        parting: Duration.seconds(1)
    )

    private func end(
        _ number: Int32, within limit: Duration, by asking: (Descriptor) throws(HouseError) -> Void
    ) throws(HouseError) -> HouseEnding {
        guard let process = try held(number) else { return .orderly }
        try asking(process)
        if try process.wait(for: POLLIN, until: Deadline(after: limit)) { return .orderly }
        try kill(process, number, within: limit)
        _ = try keeper?.dismiss()
        return .killed
    }

    private func replaceSilent(
        _ number: Int32, within limit: Duration, _ silent: (Int32) -> Void
    ) throws(HouseError) -> HouseEnding {
        silent(number)
        return try replace(number, within: min(limit, Question.silence.parting))
    }

    /// Ends a house that does not answer, and leaves what it has with its keeper.
    private func replace(_ number: Int32, within limit: Duration) throws(HouseError) -> HouseEnding {
        guard let process = try held(number) else { return try canMakeWay() ? .shellsKept : .orderly }
        HouseLock.giveUp(door.address)
        try signal(try canMakeWay() ? HouseSocket.makeWaySignal : SIGTERM, process)
        // One that stands still cannot make way, and is not waited for.
        let isStopped = ProcessStatus(of: number)?.isStopped ?? false
        if try !process.wait(for: POLLIN, until: Deadline(after: isStopped ? .zero : limit)) {
            try kill(process, number, within: .seconds(10))
        }
        return try canMakeWay() ? .shellsKept : .killed
    }

    private func kill(_ process: Descriptor, _ number: Int32, within limit: Duration) throws(HouseError) {
        HouseLock.giveUp(door.address)
        try signal(SIGKILL, process)
        guard try process.wait(for: POLLIN, until: Deadline(after: limit)) else {
            throw .unending(process: number)
        }
    }

    /// A process by its descriptor; nil when it has just ended.
    private func held(_ number: Int32) throws(HouseError) -> Descriptor? {
        let handle = jarvis_pidfd_open(number)
        guard handle == -1 else { return Descriptor(handle) }
        guard errno != ESRCH else { return nil }
        throw .system(call: "pidfd_open", subject: "the house (process \(number))", code: errno)
    }

    /// Whether the house can leave its shells to the next one, or a dead one has.
    package func canMakeWay() throws(HouseError) -> Bool {
        try keeper?.connected() != nil
    }

    /// Has the house end and leave its shells to the next one, whatever wire it speaks.
    ///
    /// A signal and no question: houses of another wire know it, too, as long as they have a keeper.
    ///
    /// Only for one that can: the signal ends others.
    package func makeWay(within limit: Duration = .seconds(10)) throws(HouseError) {
        guard let knock = try door.knock() else { return }
        let number = knock.connection.peer.process
        guard let process = try held(number) else { return }
        try signal(HouseSocket.makeWaySignal, process)
        guard try process.wait(for: POLLIN, until: Deadline(after: limit)) else {
            throw .noAnswer(process: number)
        }
    }

    /// What a demo has of its own ends with its front.
    private var keeper: KeeperPlace? {
        guard door.address.keepsState else { return nil }
        return KeeperPlace(folder: door.address.state, name: KeeperPlace.ofHouse)
    }

    /// Sends a signal; one that has just ended needs none.
    private func signal(_ signal: Int32, _ process: Descriptor) throws(HouseError) {
        guard jarvis_pidfd_signal(process.number, signal) == -1, errno != ESRCH else { return }
        throw .system(call: "pidfd_send_signal", subject: "the house", code: errno)
    }
}
