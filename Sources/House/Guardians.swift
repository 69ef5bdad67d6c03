import CPOSIX
import Glibc

/// The guardians by which a house knows its shells' programs: its own, and those of the houses before it.
///
/// A ``Guardian`` has one end of a pair of sockets and its house the other. It says a byte there before it ends because
/// nobody is below it any more. An end without that word is somebody else's doing, and what was below it is init's now: a
/// ``GuardianLoss``. The house's end is kept by its keeper, so that the next house hears it, too. Of a guardian that no
/// keeper tells of, those below it say how it ended.
///
/// For the loop's thread.
package final class Guardians {
    private let state: String
    private var watched: [WatchedGuardian] = []
    /// Those that were ended, with the socket that says so.
    private var lost: [(loss: GuardianLoss, line: Descriptor?)] = []
    /// When those that no keeper tells of are looked for, not while the house opens; nil when that was done.
    private var search: Deadline? = Deadline(after: .seconds(1))
    /// Grows whenever something else is to be kept.
    private(set) var changes = 1

    private static let prefix = "guardian "

    /// Knows the house's own guardian, which a house has that a front started.
    init(_ start: HouseStart) throws(HouseError) {
        state = start.address.state
        guard let number = start.guardianDescriptor else { return }
        try HouseError.checking("fcntl", "the guardian's socket") { fcntl(number, F_SETFD, FD_CLOEXEC) }
        let line = Descriptor(number)
        // Of a pair the other end is whoever made it: unix(7), SO_PEERCRED.
        let process = try Peer(of: line).process
        guard let status = ProcessStatus(of: process) else { return }
        watched.append(
            WatchedGuardian(
                process: process, began: status.began, isOwn: true, line: .socket(line),
                children: [ProcessStatus(of: getpid())].compactMap(\.self)))
    }

    /// Those that were ended.
    var losses: [GuardianLoss] { lost.map(\.loss) }

    /// How many live, as far as they are known.
    package var count: Int { watched.count }

    /// What tells of an end; nothing stays ready once ``look()`` has been called.
    var polled: [pollfd] { watched.map { pollfd(fd: $0.line.number, events: Int16(POLLIN), revents: 0) } }

    /// Which of them have been ended since the last time.
    func look() -> [GuardianLoss] {
        if let search, search.isOver { find() }
        var new: [(loss: GuardianLoss, line: Descriptor?)] = []
        watched.removeAll { guardian in
            guard let ending = guardian.ending else { return false }
            changes += 1
            if ending == .unasked { new.append((GuardianLoss(of: guardian), guardian.socket)) }
            return true
        }
        lost += new
        return new.map(\.loss)
    }

    /// Looks for those that are only known by their command lines.
    func find() {
        search = nil
        for process in FolderListing.numbers(in: "/proc") {
            guard !watched.contains(where: { $0.process == process }),
                let status = ProcessStatus(of: process),
                status.isGuardian(of: state), status.users.contains(geteuid())
            else { continue }
            let handle = jarvis_pidfd_open(process)
            guard handle != -1 else { continue }
            watched.append(
                WatchedGuardian(
                    process: process, began: status.began, isOwn: false, line: .process(Descriptor(handle)),
                    children: ProcessStatus.children(of: process)))
        }
    }
}

/// What the keeper holds of them: a socket each, under a name with the numbers that are needed of a dead one.
extension Guardians {
    /// Whether a thing that was kept is a guardian's.
    static func names(_ name: String) -> Bool { name.hasPrefix(prefix) }

    /// What is to be kept for the next house, by name.
    var kept: [String: Descriptor] {
        let living = watched.compactMap { guardian in
            guardian.socket.map { (Self.name(guardian.process, guardian.began, guardian.heirs), $0) }
        }
        let dead = lost.compactMap { loss, line in
            line.map { (Self.name(loss.process, loss.began, loss.heirs), $0) }
        }
        return Dictionary(living + dead) { first, _ in first }
    }

    /// Takes what was kept: the guardian of a dead house, whatever has become of it.
    func adopt(_ name: String, _ descriptors: [Int32]) {
        let descriptors = descriptors.map(Descriptor.init)
        let numbers = name.dropFirst(Self.prefix.count).split(separator: " ").compactMap { UInt64($0) }
        guard numbers.count >= 2, let line = descriptors.first, let process = Int32(exactly: numbers[0]),
            !watched.contains(where: { $0.process == process })
        else { return }
        let lives = ProcessStatus(of: process)?.began == numbers[1]
        watched.append(
            WatchedGuardian(
                process: process, began: numbers[1], isOwn: false, line: .socket(line),
                children: lives ? ProcessStatus.children(of: process) : [],
                heirs: Set(numbers.dropFirst(2).compactMap { Int32(exactly: $0) })))
    }

    private static func name(_ process: Int32, _ began: UInt64, _ heirs: Set<Int32>) -> String {
        let numbers = ["\(process)", "\(began)"] + heirs.sorted().prefix(4).map(String.init)
        return prefix + numbers.joined(separator: " ")
    }
}

/// A guardian, and how its end is heard.
struct WatchedGuardian {
    let process: Int32
    let began: UInt64
    let isOwn: Bool
    let line: Line

    /// Does not wait and takes nothing: MSG_PEEK and MSG_DONTWAIT of Linux's socket.h.
    private static let look: Int32 = 0x02 | 0x40

    /// Those below it when it was first seen.
    let children: [ProcessStatus]

    /// Who is known to have adopted what was below it, when it has ended already.
    var heirs: Set<Int32> = []

    /// What becomes readable with its end.
    enum Line {
        /// On which it says whether it ended by itself.
        case socket(Descriptor)
        /// The process alone: pidfd_open(2).
        case process(Descriptor)

        var number: Int32 {
            switch self {
            case .socket(let descriptor), .process(let descriptor): descriptor.number
            }
        }
    }

    enum Ending {
        /// Nobody was below it any more.
        case own
        /// Somebody ended it before.
        case unasked
    }

    var socket: Descriptor? {
        if case .socket(let descriptor) = line { descriptor } else { nil }
    }

    /// How it ended; nil while it lives.
    var ending: Ending? {
        switch line {
        case .socket(let socket):
            var word: UInt8 = 0
            // The word stays, for a house that comes after this one.
            let count = recv(socket.number, &word, 1, Self.look)
            if count == -1, errno == EAGAIN || errno == EINTR { return nil }
            return count > 0 ? .own : .unasked
        case .process(let handle):
            var polled = pollfd(fd: handle.number, events: Int16(POLLIN), revents: 0)
            guard poll(&polled, 1, 0) == 1 else { return nil }
            return orphans.isEmpty ? .own : .unasked
        }
    }

    /// Those of its children that have outlived it, as they are now.
    var orphans: [ProcessStatus] {
        children.compactMap { child in
            ProcessStatus(of: child.process).flatMap { $0.began == child.began && !$0.hasEnded ? $0 : nil }
        }
    }
}

/// A guardian that was ended: what was below it became init's, or that of another process that adopts orphans.
package struct GuardianLoss: Sendable, Equatable {
    package let process: Int32

    /// Whether it was that of the living house, whose shells' programs are below the house itself.
    package let isOwn: Bool

    /// When it began, as ``ProcessStatus/began``: those below it began later.
    let began: UInt64

    /// Who adopted what was below it, as far as known beside init.
    let heirs: Set<Int32>

    init(of guardian: WatchedGuardian) {
        process = guardian.process
        isOwn = guardian.isOwn
        began = guardian.began
        heirs = guardian.heirs.union(guardian.orphans.map(\.parent)).subtracting([0, 1, getpid()])
    }
}

extension GuardianLoss: CustomStringConvertible {
    /// For the operator: what happened, what it means, and what helps.
    package var description: String {
        isOwn
            ? "The guardian of this house (process \(process)) was ended. It was to tell the next house which programs "
                + "this one's shells leave behind: begin anew, with `jarvis kill-house` and `jarvis`, before you rely on "
                + "that."
            : "The guardian of an earlier house (process \(process)) was ended, so what that one's shells left behind "
                + "looks like any program that init adopted. Until `jarvis kill-house`, no yes counts and no picture is "
                + "given to such a program that began later; answer in the command center, or on a terminal that was open "
                + "before."
    }
}
