internal import GRDB
import Glibc

/// Why the memory could not do what was asked: what failed, and where.
package enum MemoryError: Error, Sendable, Hashable {
    /// Another process holds the store; its id when it wrote one.
    case locked(path: String, pid: Int32?)
    /// Another program, such as the `sqlite3` shell, keeps the file busy.
    case busy(path: String)
    /// The file was written by a newer Jarvis; the migrations this one does not know.
    case newer(path: String, unknown: [String])
    /// The file is damaged; SQLite's words.
    case corrupt(path: String, detail: String)
    /// Another program changed what the file is made of; each a clause such as `the trigger t is not Jarvis's own`.
    case altered(path: String, findings: [String])
    /// There was a database, and now there is none or an empty file.
    case lost(path: String)
    /// The file was removed, emptied or replaced while it was open.
    case vanished(path: String)
    /// The file is a healthy database of another program.
    case foreign(path: String)
    /// The disk is full.
    case full(path: String)
    /// The folder or file cannot be written.
    case readOnly(path: String)
    /// Others than the owner may look in; the permission bits found and the widest that are accepted.
    case exposed(path: String, mode: UInt32, allowed: UInt32)
    /// The path belongs to another user.
    case notOwned(path: String, owner: UInt32)
    /// The system refused something else; errno.
    case system(path: String, doing: String, code: Int32)
    /// SQLite refused something else; the extended result code and its words.
    case refused(doing: String, code: Int32, detail: String)
    /// There is no such record.
    case missing(String)
    /// Something is already there and is not overwritten.
    case exists(path: String)
    /// The store was closed.
    case closed
}

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

extension MemoryError {
    /// The error of a system call.
    init(errno code: Int32, path: String, doing: String) {
        switch code {
        case ENOSPC, EDQUOT: self = .full(path: path)
        case EROFS, EACCES, EPERM: self = .readOnly(path: path)
        default: self = .system(path: path, doing: doing, code: code)
        }
    }

    /// The error of a piece of work on the database; `doing` completes "Jarvis could not …".
    init(_ error: any Error, path: String?, doing: String) {
        let place = path ?? "the memory"
        switch error {
        case let error as MemoryError: self = error
        case let error as StrangeValue:
            self = .corrupt(path: place, detail: "the column \(error.column) holds what it cannot hold")
        case let error as NotKept:
            self = .corrupt(path: place, detail: "what was written does not stand there: \(error.what)")
        case let error as DatabaseError: self.init(error, path: place, doing: doing)
        default: self = .refused(doing: doing, code: 0, detail: String(describing: error))
        }
    }

    private init(_ error: DatabaseError, path: String, doing: String) {
        let code = error.extendedResultCode.rawValue
        // SQLite's words only: the statement and its arguments may hold what somebody said.
        let detail = error.message ?? "no reason given"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(path: path, detail: detail)
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_BUSY: self = .busy(path: path)
        // What SQLite says of a statement for a connection that was closed.
        case .SQLITE_MISUSE: self = .closed
        default: self = .refused(doing: doing, code: code, detail: detail)
        }
    }
}
