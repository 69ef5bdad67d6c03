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
    /// - Throws: ``HouseError/noHouse``, ``HouseError/otherVersion(house:)``, ``HouseError/noAnswer(process:)``.
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
    ///   - conversing: called with each part; returns the operator's words on what that asked.
    /// - Returns: the exit code and the text for standard error.
    /// - Throws: as `ask` without a conversation.
    package func ask(
        _ name: String, _ arguments: [String] = [], patience: Duration = .seconds(30),
        conversing: (String) -> [[String]]
    ) throws(HouseError) -> (code: Int32, text: String) {
        guard let connection = try door.knockPatiently()?.greeting().connection else { throw .noHouse }
        connection.send(FrontMessage.ask(name: name, arguments: arguments).parcel)
        while let parcel = try connection.receive(until: Deadline(after: patience)) {
            switch try HouseMessage(parcel) {
            case .output(let text):
                for words in conversing(text) { connection.send(FrontMessage.answer(words).parcel) }
            case .exit(let code, let text): return (code, text)
            case .hello, .detached: break
            }
        }
        throw .noAnswer(process: connection.peer.process)
    }

    /// Who answers; `nil` when no house runs.
    ///
    /// - Throws: ``HouseError/noAnswer(process:)``.
    package func house() throws(HouseError) -> RunningHouse? {
        guard let knock = try door.knock() else { return nil }
        let isReplaced = RunningHouse.isReplaced(knock.connection.peer.process)
        do throws(HouseError) {
            return RunningHouse(
                version: try knock.greeting().hello.version, speaksThisWire: true, isReplaced: isReplaced)
        } catch .otherVersion(let version) {
            return RunningHouse(version: version, speaksThisWire: false, isReplaced: isReplaced)
        }
    }

    /// Ends the house: by asking, which lets it take its steps, and by SIGKILL when those take too long.
    ///
    /// A house of another version, or one whose socket is gone, is asked by SIGTERM. The process is held by its descriptor, so
    /// that no other one can be hit: pidfd_open(2).
    ///
    /// - Returns: whether it took its steps by itself.
    package func killHouse(within limit: Duration = .seconds(10)) throws(HouseError) -> Bool {
        let patience = min(limit, HouseDoor.greetingTime)
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
            guard try keeper.dismiss() else { throw .noHouse }
            return true
        }
        let connection = knock.connection
        return try end(connection.peer.process, within: limit) { process throws(HouseError) in
            do throws(HouseError) {
                _ = try knock.greeting()
                connection.send(FrontMessage.ask(name: Inquiry.killHouse, arguments: []).parcel)
            } catch .otherVersion, .noAnswer {
                try signal(SIGTERM, process)
            }
        }
    }

    private func end(
        _ number: Int32, within limit: Duration, by asking: (Descriptor) throws(HouseError) -> Void
    ) throws(HouseError) -> Bool {
        let process = Descriptor(
            try HouseError.checking("pidfd_open", "the house (process \(number))") {
                jarvis_pidfd_open(number)
            })
        try asking(process)
        if try process.wait(for: POLLIN, until: Deadline(after: limit)) { return true }
        HouseLock.giveUp(door.address)
        try signal(SIGKILL, process)
        guard try process.wait(for: POLLIN, until: Deadline(after: limit)) else {
            throw .noAnswer(process: number)
        }
        _ = try keeper.dismiss()
        return false
    }

    /// Whether the house can leave its shells to the next one.
    package func canMakeWay() throws(HouseError) -> Bool {
        try keeper.connected() != nil
    }

    /// Has the house end and leave its shells to the next one, whatever wire it speaks.
    ///
    /// A signal and no question: houses of another wire know it, too, as long as they have a keeper.
    ///
    /// Only for one that can: the signal ends others.
    package func makeWay(within limit: Duration = .seconds(10)) throws(HouseError) {
        guard let knock = try door.knock() else { return }
        let number = knock.connection.peer.process
        let process = Descriptor(
            try HouseError.checking("pidfd_open", "the house (process \(number))") {
                jarvis_pidfd_open(number)
            })
        try signal(HouseSocket.makeWaySignal, process)
        guard try process.wait(for: POLLIN, until: Deadline(after: limit)) else {
            throw .noAnswer(process: number)
        }
    }

    private var keeper: KeeperPlace {
        KeeperPlace(folder: door.address.state, name: KeeperPlace.ofHouse)
    }

    private func signal(_ signal: Int32, _ process: Descriptor) throws(HouseError) {
        try HouseError.checking("pidfd_send_signal", "the house") {
            jarvis_pidfd_signal(process.number, signal)
        }
    }
}
