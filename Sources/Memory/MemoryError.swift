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
