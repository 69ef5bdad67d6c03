import CPOSIX
import Glibc

/// What this process was given by the one that started it.
enum Environment {
    /// environ(7) as it is now; of a name set twice the first counts, as with getenv(3).
    static var ofThisProcess: [String: String] {
        var found: [String: String] = [:]
        var next = jarvis_environment()
        while let entry = next?.pointee {
            let text = String(cString: entry)
            if let mark = text.firstIndex(of: "=") {
                let name = String(text[..<mark])
                if found[name] == nil { found[name] = String(text[text.index(after: mark)...]) }
            }
            next = next?.advanced(by: 1)
        }
        return found
    }

    /// The current folder, nil when it has been removed.
    static var workingFolder: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
