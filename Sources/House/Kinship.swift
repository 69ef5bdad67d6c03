import CPOSIX
import Glibc

/// Who is a program of a house's shells: all that descends from the house, from the ``Guardian`` of one before it, or
/// from a shell that it took over.
///
/// The house is the parent of what its shells have left behind (``Orphans``), and its guardian when it has died, so that
/// the line of ancestors of such a program ends in one of them. A service has no guardian and a control group instead.
struct Kinship {
    /// The folder of the house's state, which its shells carry as ``HouseStart/insideMark``.
    let state: String

    /// The control group of the service that the house is, which all its programs are in; nil when it is none.
    let service: String?

    /// The programs of its panes, those of a dead house's among them.
    var programs: [Int32] = []

    /// The guardians that were ended, whose houses' programs may look like any other.
    var losses: [GuardianLoss] = []

    /// The house that asks; nil where none runs, and what a dead one left is meant.
    var house: Int32? = getpid()

    /// A control group, if it is a service's own; the root group holds everybody where systemd does not use version 2.
    static func service(_ group: String?) -> String? {
        group.flatMap { $0.hasSuffix(".service") ? $0 : nil }
    }

    /// How a process is one of them.
    enum Claim: Equatable {
        case descent
        /// It may be one: whoever adopts orphans is its ancestor's parent, and this guardian that would tell was ended.
        case adoption(guardian: Int32)
    }

    /// Whether a process is one of them: by its ancestors, by those of its session's first process, by what they were
    /// started with, and by who holds the other side of its terminal.
    func claim(on process: ProcessStatus) -> Claim? {
        // The house is no program of its own shells, whatever it was started from.
        guard process.process != house else { return nil }
        let heirs = heirs
        let own = claim(on: line(of: process), heirs)
        guard own != .descent else { return own }
        let holders: [Claim?] = process.terminalHolders.map { holder in
            holder == house ? .descent : ProcessStatus(of: holder).flatMap { claim(on: line(of: $0), heirs) }
        }
        return holders.contains(.descent) ? .descent : own ?? holders.compactMap(\.self).first
    }

    /// Whether it is one of them, or may be.
    func includes(_ process: ProcessStatus) -> Bool { claim(on: process) != nil }

    private func line(of process: ProcessStatus) -> [ProcessStatus] {
        process.ancestors + (ProcessStatus(of: process.session)?.ancestors ?? [])
    }

    private func claim(on line: [ProcessStatus], _ heirs: Set<Int32>) -> Claim? {
        let isDescendant = line.contains { ancestor in
            ancestor.process == house || programs.contains(ancestor.process) || isOfService(ancestor)
                || ancestor.isGuardian(of: state) || ancestor.carries(state)
        }
        if isDescendant { return .descent }
        let adopted = line.filter { heirs.contains($0.parent) && $0.users.contains(geteuid()) }
        return adopted.compactMap { orphan in
            losses.first { !$0.isOwn && orphan.began >= $0.began }.map {
                Claim.adoption(guardian: $0.process)
            }
        }.first
    }

    /// Who has adopted what was below a guardian that was ended: init, and whoever is the parent of those that are known to
    /// have been there.
    private var heirs: Set<Int32> {
        guard losses.contains(where: { !$0.isOwn }) else { return [] }
        let parents = programs.compactMap { ProcessStatus(of: $0)?.parent }.compactMap {
            ProcessStatus(of: $0)
        }
        .filter { $0.process != house && !$0.isGuardian(of: state) }.map(\.process)
        return losses.reduce(into: Set(parents).union([1])) { $0.formUnion($1.heirs) }
    }

    private func isOfService(_ process: ProcessStatus) -> Bool {
        service != nil && process.controlGroup == service
    }
}

extension ProcessStatus {
    /// The users that it is and can be: proc_pid_status(5), `Uid`.
    var users: Set<UInt32> {
        let bytes = ProcessStatus.file("/proc/\(process)/status", upTo: 4_096) ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("Uid:") } ?? ""
        return Set(line.split(whereSeparator: \.isWhitespace).compactMap { UInt32($0) })
    }

    /// The children of all threads of a process: proc_tid_children(5).
    static func children(of process: Int32) -> [ProcessStatus] {
        FolderListing.numbers(in: "/proc/\(process)/task").flatMap { thread in
            let list = file("/proc/\(process)/task/\(thread)/children", upTo: 1 << 20) ?? []
            return list.split(separator: UInt8(ascii: " ")).compactMap {
                Int32(String(decoding: $0, as: UTF8.self)).flatMap { ProcessStatus(of: $0) }
            }
        }
    }

    /// The control group it is in, which it cannot leave by itself: cgroups(7), the line of version 2.
    var controlGroup: String? {
        let bytes = ProcessStatus.file("/proc/\(process)/cgroup", upTo: 16_384) ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("0::/") }
        return line.map { String($0.dropFirst(3)) }
    }

    /// The processes of this user that hold the master side of its terminal, as far as the kernel shows them.
    var terminalHolders: [Int32] {
        guard let index = pseudoterminal else { return [] }
        return FolderListing.numbers(in: "/proc").filter { holder in
            let folder = "/proc/\(holder)/fd"
            return FolderListing.numbers(in: folder).contains { descriptor in
                ProcessStatus.target("\(folder)/\(descriptor)")?.hasSuffix("/ptmx") == true
                    && ProcessStatus.master("/proc/\(holder)/fdinfo/\(descriptor)") == index
            }
        }
    }

    /// The number of a pseudo-terminal in /dev/pts; `nil` for any other.
    private var pseudoterminal: Int32? {
        let name = terminalName
        return name.hasPrefix("/dev/pts/") ? Int32(name.dropFirst(9)) : nil
    }

    /// The number of the pseudo-terminal that a descriptor is the master side of: `tty-index` in proc_pid_fdinfo(5).
    private static func master(_ path: String) -> Int32? {
        let lines = String(decoding: file(path, upTo: 4_096) ?? [], as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("tty-index:") }
        return line?.split(whereSeparator: \.isWhitespace).last.flatMap { Int32($0) }
    }
}

/// What a house's shells leave behind: programs whose parents have ended become the house's own children, so that
/// whoever asks which house they belong to finds it among their ancestors, see prctl(2), PR_SET_CHILD_SUBREAPER.
///
/// A parent has to take what ended off the kernel's list. Others of this process wait for what they started, and find
/// their child's exit code there: so nothing is taken that anybody could still wait for.
package final class Orphans {
    /// When a child was first seen that has ended and may be waited for.
    private var ended: [Int32: ContinuousClock.Instant] = [:]

    /// Who waits for a child has taken its exit code long before.
    private static let patience = Duration.seconds(10)

    /// Adopts the orphans from now on; ``reap()`` is to be called upon SIGCHLD and at ``deadline``.
    package init() {
        _ = jarvis_adopt_orphans()
    }

    /// When there is something to reap without another SIGCHLD.
    package var deadline: ContinuousClock.Instant? {
        ended.values.min().map { $0 + Orphans.patience }
    }

    /// Takes off the kernel's list what has ended and nobody waits for.
    package func reap() {
        let now = ContinuousClock.now
        var left: [Int32: ContinuousClock.Instant] = [:]
        for status in ProcessStatus.children(of: getpid()) {
            let child = status.process
            guard status.parent == getpid(), status.hasEnded else { continue }
            let since = ended[child] ?? now
            if isLeft(status) || now - since >= Orphans.patience {
                var code: Int32 = 0
                waitpid(child, &code, WNOHANG)
            } else {
                left[child] = since
            }
        }
        ended = left
    }

    /// Whether it cannot have been started by this process, whose children are of its own session or lead one.
    private func isLeft(_ status: ProcessStatus) -> Bool {
        status.session != status.process && status.session != getsid(0)
    }
}
