import CPOSIX
import Glibc

/// The keeper: a process without logic that holds what a house gave it until the house ends or another one comes.
///
/// It reads nothing of what it holds: a program whose house has died waits in write(2) until the next one
/// reads. It hands everything to one house at a time, of its own user, and only while none is there.
package final class Keeper {
    private let place: KeeperPlace
    private let identity: KeeperPlace.Identity?
    private let door: Descriptor
    private let patience: Duration
    private var things: [(name: String, descriptors: [Descriptor])] = []
    private var house: KeeperChannel?
    /// What the house that came has not been handed yet.
    private var unsent: [(message: KeeperMessage, descriptors: [Descriptor])] = []
    /// When a keeper that no house comes for ends.
    private var end: Deadline
    private var isDone = false

    /// How long a house may take from starting its keeper to calling it.
    private static let firstCall = Duration.seconds(30)

    /// How often a keeper alone looks whether its socket is still found.
    private static let look: Int32 = 2_000

    /// More things than this are not kept.
    private static let mostThings = 4_096

    /// The name of the subcommand that a house starts it with.
    package static let subcommand = "keeper"

    /// The descriptor on which it listens.
    static let door: Int32 = 3

    /// Keeps until there is nothing to keep any more.
    ///
    /// - Parameter arguments: folder, name and patience in seconds, as ``KeeperLink`` passes them.
    /// - Returns: the process's exit code.
    package static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count == 3, let seconds = Int(arguments[2]) else { return EX_USAGE }
        CrashSignals.dieAtOnce()
        signal(SIGPIPE, SIG_IGN)
        // What it holds is not taken out of it by others of this user: pidfd_getfd(2), /proc/PID/fd.
        _ = jarvis_set_dumpable(0)
        let place = KeeperPlace(folder: arguments[0], name: arguments[1])
        let keeper = Keeper(place, door: Descriptor(door), patience: .seconds(seconds))
        ProgramPages.release()
        keeper.keep()
        return EX_OK
    }

    private init(_ place: KeeperPlace, door: Descriptor, patience: Duration) {
        self.place = place
        self.door = door
        self.patience = patience
        identity = KeeperPlace.Identity(place)
        end = Deadline(after: Keeper.firstCall)
    }

    deinit {
        if isFound { unlink(place.path) }
    }

    private var isFound: Bool { identity != nil && KeeperPlace.Identity(place) == identity }

    private func keep() {
        while !isDone {
            wait()
            hear()
            welcome()
            hand()
            if house == nil, end.isOver || !isFound { return }
        }
    }

    /// Waits for a house, for what it says, and for the end of what is kept for nobody.
    private func wait() {
        var polled = [pollfd(fd: door.number, events: Int16(POLLIN), revents: 0)]
        if let house {
            let events = unsent.isEmpty ? POLLIN : POLLIN | POLLOUT
            polled.append(pollfd(fd: house.descriptor, events: Int16(events), revents: 0))
        } else {
            polled += things.compactMap(\.descriptors.ending).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
        }
        let isAlone = house == nil
        poll(&polled, nfds_t(polled.count), isAlone ? min(Keeper.look, end.milliseconds) : -1)
        guard isAlone, !things.isEmpty else { return }
        let endings = polled.dropFirst()
        if endings.allSatisfy({ $0.revents != 0 }) { isDone = polled[0].revents == 0 }
        // What has ended is not looked at again and again: a look a second tells of the rest.
        if endings.contains(where: { $0.revents != 0 }), !isDone { poll(&polled, 1, 1_000) }
    }

    /// Lets a house in; whoever comes while one is there is turned away.
    private func welcome() {
        while true {
            let number = accept(door.number, nil, nil)
            if number == -1, errno == EINTR || errno == ECONNABORTED { continue }
            guard number != -1 else { return }
            let socket = Descriptor(number)
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
            // The house before may have died since it was heard.
            hear()
            guard house == nil, let caller = Keeper.caller(on: socket) else { continue }
            house = caller
            unsent = things.map { (.thing($0.name), $0.descriptors) } + [(.all, [])]
        }
    }

    /// A caller of this user.
    private static func caller(on socket: Descriptor) -> KeeperChannel? {
        do throws(HouseError) {
            return try KeeperChannel(socket)
        } catch {
            return nil
        }
    }

    private func hear() {
        while let (message, descriptors) = house?.receive() {
            switch message {
            case .thing(let name):
                things.removeAll { $0.name == name }
                if things.count < Keeper.mostThings { things.append((name, descriptors)) }
            case .drop(let name): things.removeAll { $0.name == name }
            case .farewell: isDone = true
            case .all, nil: break
            }
        }
        if let house, !house.isOpen { part() }
    }

    private func hand() {
        while let first = unsent.first, let house, house.isOpen {
            guard house.send(first.message, first.descriptors.map(\.number)) == .sent else { return }
            unsent.removeFirst()
        }
    }

    private func part() {
        house = nil
        unsent = []
        end = Deadline(after: patience)
        if things.compactMap(\.descriptors.ending).isEmpty { isDone = true }
    }
}

extension [Descriptor] {
    /// What becomes readable when a thing is not worth keeping any more: the third, where there is one.
    fileprivate var ending: Int32? { count > 2 ? self[2].number : nil }
}
