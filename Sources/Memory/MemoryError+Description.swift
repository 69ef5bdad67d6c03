import Glibc

extension MemoryError: CustomStringConvertible {
    /// One or two sentences for the operator: what failed and the way on.
    package var description: String {
        switch self {
        case .locked(let path, let pid):
            "Another Jarvis\(pid.map { " (process \($0))" } ?? "") holds \(path) and did not let go of it in time; "
                + "try again when it is done, or attach to it if it is a house."
        case .busy(let path):
            "Another program keeps \(path) busy; close it and try again."
        case .newer(let path, let unknown):
            "\(path) was written by a newer Jarvis (it knows \(unknown.joined(separator: ", "))); "
                + "update this one, or move the file away."
        case .corrupt(let path, let detail):
            "\(path) is damaged (\(detail)). `jarvis memory set-aside` keeps it for rescue, and a new one begins."
        case .altered(let path, let findings):
            "\(path) was changed by another program: \(findings.prefix(5).joined(separator: ", "))"
                + (findings.count > 5 ? " and \(findings.count - 5) more" : "") + ". Undo that, or "
                + "`jarvis memory set-aside` keeps it for rescue, and a new one begins."
        case .lost(let path):
            "\(path) is gone or empty, and it held the memory and the audit log; put it back, or "
                + "`jarvis memory set-aside` lets a new one begin."
        case .vanished(let path):
            "\(path) was removed, emptied or replaced while Jarvis runs, and what would be written now is lost with it; "
                + "put it back and run `jarvis kill-house`."
        case .foreign(let path):
            "\(path) belongs to another program; move it away."
        case .full(let path):
            "The disk that holds \(path) is full; what was to be written is not kept until there is room."
        case .readOnly(let path):
            "\(path) cannot be written; allow it, or Jarvis remembers only until it ends."
        case .exposed(let path, let mode, let allowed):
            "Others may look into \(path) (mode \(String(mode, radix: 8))); "
                + "run `chmod \(String(allowed, radix: 8)) \(path)`."
        case .notOwned(let path, let owner):
            "\(path) belongs to user \(owner); start Jarvis as that user or name another folder."
        case .system(let path, let doing, let code):
            "Jarvis could not \(doing) at \(path): \(String(cString: strerror(code)))."
        case .refused(let doing, let code, let detail):
            "Jarvis could not \(doing): SQLite says \(detail) (\(code))."
        case .missing(let what):
            "There is no \(what)."
        case .exists(let path):
            "\(path) is there already and is not overwritten; choose another name."
        case .closed:
            "The memory is closed; start Jarvis again."
        }
    }

    /// Whether setting the file aside with `Store.setAside` opens the way to a new one.
    package var canBeSetAside: Bool {
        switch self {
        case .corrupt, .altered, .lost: true
        default: false
        }
    }

    /// Whether Jarvis can go on with `Store.temporary`, remembering until it ends.
    package var allowsTemporaryStore: Bool {
        switch self {
        case .corrupt, .altered, .full, .readOnly, .newer, .foreign, .system, .refused, .busy, .exposed,
            .notOwned,
            .lost, .vanished:
            true
        case .locked, .missing, .exists, .closed: false
        }
    }
}
