import Glibc

/// Who may put another file in a file's place, or another text into it: its owner, and those of the folders above.
///
/// A configuration names programs to run, and a secret lets somebody in: both are taken from this user and from
/// root only, as sshd(8) takes its keys.
enum TrustedPlace {
    /// What is wrong with who owns the file or may change a folder above it, with the way out; `nil` when nothing is.
    static func fault(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        guard isTrusted(status.st_uid) else {
            return "it belongs to user \(status.st_uid); run: chown \(geteuid()) \(path)"
        }
        let folders = Set(above(path) + above(real(path))).sorted { $0.utf8.count < $1.utf8.count }
        return folders.lazy.compactMap(fault(ofFolder:)).first
    }

    private static func fault(ofFolder folder: String) -> String? {
        var status = stat()
        guard stat(folder, &status) == 0 else { return nil }
        guard isTrusted(status.st_uid) else { return "its folder \(folder) belongs to user \(status.st_uid)" }
        // In a sticky folder, as /tmp is, nobody removes what is another's; a group of one's own is oneself.
        guard status.st_mode & S_ISVTX == 0 else { return nil }
        let others: mode_t = status.st_gid == getegid() || status.st_gid == 0 ? 0o002 : 0o022
        guard status.st_mode & others != 0 else { return nil }
        return "others may change its folder \(folder); run: chmod go-w \(folder)"
    }

    private static func isTrusted(_ owner: uid_t) -> Bool { owner == geteuid() || owner == 0 }

    private static func above(_ path: String) -> [String] {
        var folders: [String] = []
        var rest = Substring(path)
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(rest.isEmpty ? "/" : String(rest))
        }
        return folders
    }

    private static func real(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }
}
