internal import GRDB
import Glibc

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
