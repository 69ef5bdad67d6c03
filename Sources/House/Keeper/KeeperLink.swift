import CPOSIX
import Glibc

/// A house's end of its keeper: gives it what must outlive the house, and takes back what a dead house left.
///
/// For the loop's thread. Whatever fails here costs the shells' safety and not the house: it says so and goes on.
package final class KeeperLink {
    private let place: KeeperPlace
    private let patience: Int
    private let program: String
    private var channel: KeeperChannel?
    /// The keeper, when this house started it.
    private(set) var child: Int32?
    /// What the keeper had of a dead house; taken once.
    private var left: [Kept] = []
    private var nextTry = Deadline(after: .zero)
    /// Kept besides what ``hold(_:_:)`` was asked for.
    private let guardians: Guardians?
    private var heldGuardians: Set<String> = []
    private var heldChanges = 0

    /// Descriptors that were kept under a name.
    package struct Kept {
        package let name: String
        private let descriptors: [Descriptor]

        init(_ name: String, _ descriptors: [Descriptor]) {
            self.name = name
            self.descriptors = descriptors
        }

        /// Copies of the descriptors, which become the caller's to close.
        package func taken() -> [Int32] {
            descriptors.map { fcntl($0.number, F_DUPFD_CLOEXEC, 3) }
        }
    }

    /// How long a keeper may take to hand over what it has.
    private static let handingTime = Duration.seconds(2)

    /// How long a keeper waits for the next house: a day for the operator's, a minute for a front's own.
    private static let patience = (house: 86_400, front: 60)

    /// Finds the keeper of a house's state; where there is none ``mend()`` starts one.
    ///
    /// The guardians of dead houses are handed on.
    package convenience init(_ start: HouseStart, guardians: Guardians? = nil) {
        self.init(start, guardians: guardians, program: HouseProcess.executable)
    }

    /// With another program to start as keeper.
    init(_ start: HouseStart, guardians: Guardians? = nil, program: String) {
        self.program = program
        self.guardians = guardians
        place = KeeperPlace(folder: start.address.state, name: start.keeper)
        patience = start.listens ? KeeperLink.patience.house : KeeperLink.patience.front
        find()
        for thing in left where Guardians.names(thing.name) {
            heldGuardians.insert(thing.name)
            guardians?.adopt(thing.name, thing.taken())
        }
        left.removeAll { Guardians.names($0.name) }
        holdGuardians()
    }

    /// What a dead house, or one that made way, left; once.
    package func takeBack() -> [Kept] {
        defer { left = [] }
        return left
    }

    /// Becomes readable when the keeper has gone; nil while there is none.
    package var descriptor: Int32? { channel?.descriptor }

    /// Whether there is no keeper and it is time to start another: then everything is to be held anew.
    package func mend() -> Bool {
        // A keeper says nothing after it has handed over: to read is to see whether it lives.
        while channel?.receive() != nil {}
        if let channel, channel.isOpen {
            holdGuardians()
            return false
        }
        channel = nil
        guard nextTry.isOver else { return false }
        connect()
        left = []
        (heldGuardians, heldChanges) = ([], 0)
        holdGuardians()
        return channel != nil
    }

    /// Has the guardians kept as they are now known.
    private func holdGuardians() {
        guard let guardians, channel != nil, guardians.changes != heldChanges else { return }
        heldChanges = guardians.changes
        let kept = guardians.kept
        for name in heldGuardians.subtracting(kept.keys) { drop(name) }
        for (name, line) in kept where !heldGuardians.contains(name) { hold(name, [line.number]) }
        heldGuardians = Set(kept.keys)
    }

    /// Has descriptors kept: the last of three tells, by being readable, that there is nothing more to keep.
    package func hold(_ name: String, _ descriptors: [Int32]) {
        say(.thing(name), descriptors)
    }

    /// Has what is kept under a name let go of.
    package func drop(_ name: String) {
        say(.drop(name))
    }

    /// Has everything let go of, and waits a moment for the keeper to end.
    package func farewell() {
        guard let channel else { return }
        say(.farewell)
        do throws(HouseError) {
            while channel.isOpen, try channel.wait(for: POLLIN, until: Deadline(after: .milliseconds(500))) {
                _ = channel.receive()
            }
        } catch {
            report(error)
        }
        reap()
        self.channel = nil
    }

    private func say(_ message: KeeperMessage, _ descriptors: [Int32] = []) {
        guard let channel else { return }
        do throws(HouseError) {
            while channel.send(message, descriptors) == .full {
                guard try channel.wait(for: POLLOUT, until: Deadline(after: .milliseconds(500))) else {
                    self.channel = nil
                    return
                }
            }
        } catch {
            report(error)
        }
    }
}

extension KeeperLink {
    /// Takes over the keeper that there is.
    private func find() {
        do throws(HouseError) {
            let deadline = Deadline(after: KeeperLink.handingTime)
            while channel == nil, let old = try place.connected() {
                if try receive(from: old) {
                    channel = old
                } else if deadline.isOver {
                    break
                } else {
                    // The house before is just dying.
                    poll(nil, 0, 10)
                }
            }
        } catch {
            report(error)
        }
    }

    /// Takes over a keeper, or starts one.
    private func connect() {
        reap()
        nextTry = Deadline(after: .seconds(5))
        find()
        guard channel == nil else { return }
        do throws(HouseError) {
            channel = try start()
        } catch {
            report(error)
        }
    }

    /// Takes what a keeper has; false when it turned this house away or ended.
    private func receive(from channel: KeeperChannel) throws(HouseError) -> Bool {
        let deadline = Deadline(after: KeeperLink.handingTime)
        while true {
            while let (message, descriptors) = channel.receive() {
                switch message {
                case .thing(let name): left.append(Kept(name, descriptors))
                case .all: return true
                case .drop, .farewell, nil: break
                }
            }
            guard channel.isOpen, try channel.wait(for: POLLIN, until: deadline) else { return false }
        }
    }

    /// Starts a keeper, which inherits the socket it listens on and nothing else: no secret of the environment.
    private func start() throws(HouseError) -> KeeperChannel? {
        try KeeperPlace.sweep(place.folder)
        let door = try place.bound().aside()
        let plan = try SpawnPlan()
        try plan.send(input: "/dev/null", output: "/dev/null")
        try plan.give(door, as: Keeper.door)
        try plan.closeFrom(Keeper.door + 1)
        let words = [
            CommandLine.arguments.first ?? "jarvis", Keeper.subcommand, place.folder, place.name,
            "\(patience)",
        ]
        child = try plan.spawn(program, words, ["SWIFT_BACKTRACE=enable=no"])
        // It listens already: what is sent waits for it.
        return try place.connected()
    }

    private func reap() {
        guard let child else { return }
        var status: Int32 = 0
        if waitpid(child, &status, WNOHANG) != 0 { self.child = nil }
    }

    private func report(_ error: HouseError) {
        let line = "keeper: a crash would end the shells: \(error)\n"
        _ = write(STDERR_FILENO, line, line.utf8.count)
    }
}
