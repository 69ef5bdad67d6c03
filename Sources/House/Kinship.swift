import Glibc

/// Who is a program of a house's shells: all that descends from the house or from a shell that it took over.
///
/// The house is the parent of what its shells have left behind (``Orphans``), so that the line of ancestors of such a
/// program ends in it. What a dead house's shells had left behind has another parent; Docs/Safety.md says what that means.
struct Kinship {
    /// The folder of the house's state, which its shells carry as ``HouseStart/insideMark``.
    let state: String

    /// The programs of its panes, those of a dead house's among them.
    var programs: [Int32] = []

    /// Whether a process is one of them: by its ancestors, by those of its session's first process, by what they were
    /// started with, and by who holds the other side of its terminal.
    func includes(_ process: ProcessStatus) -> Bool {
        // The house is no program of its own shells, whatever it was started from.
        guard process.process != getpid() else { return false }
        if isDescendant(process) { return true }
        return process.terminalHolders.contains { holder in
            holder == getpid() || ProcessStatus(of: holder).map(isDescendant) ?? false
        }
    }

    private func isDescendant(_ process: ProcessStatus) -> Bool {
        let line = process.ancestors + (ProcessStatus(of: process.session)?.ancestors ?? [])
        return line.contains { ancestor in
            ancestor.process == getpid() || programs.contains(ancestor.process) || ancestor.carries(state)
        }
    }
}

extension ProcessStatus {
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
