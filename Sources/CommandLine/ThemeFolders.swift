import FoundationEssentials
import Glibc
import Jarvis

/// Where theme files are looked for.
package enum ThemeFolders {
    /// The built-in themes beside the program, then the user's own, which come before them.
    package static func all(_ folders: Folders) -> [String] {
        [builtIn, folders.configuration + "/themes"]
    }

    /// `PREFIX/share/jarvis/Themes` of an installed program; the source tree's folder of one that was only built.
    private static var builtIn: String {
        var buffer = [CChar](repeating: 0, count: Int(clamping: PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let program = String(
            decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var folder = parent(program)
        let installed = parent(folder) + "/share/jarvis/Themes"
        if FileManager.default.fileExists(atPath: installed) { return installed }
        for _ in 0..<5 {
            folder = parent(folder)
            let candidate = folder + "/Themes"
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
        }
        return installed
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}

/// The environment of this process.
package enum ProcessEnvironment {
    package static var current: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let line = entry.pointee {
            let parts = String(cString: line).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }
}
