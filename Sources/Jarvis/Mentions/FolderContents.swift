import Glibc
import Text

/// What is to be known of a folder of this machine while a path is typed.
package struct FolderQuestion: Sendable, Hashable {
    /// As it is typed, with the slash at its end; empty for the operator's home.
    package let folder: String
    /// How the name of an entry begins.
    package let beginning: String

    /// Of a path as far as it is typed.
    package init(path typed: String) {
        let end = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
        (folder, beginning) = (String(typed[..<end]), String(typed[end...]))
    }

    /// Whether an entry of that name is wanted: hidden ones only where the beginning has the dot, and in any case of letters.
    func wants(_ name: String) -> Bool {
        guard beginning.hasPrefix(".") || !name.hasPrefix(".") else { return false }
        return beginning.isEmpty || name.lowercased().hasPrefix(beginning.lowercased())
    }
}

/// The entries of a folder that complete a path, in the order of their names, which are untrusted.
package struct FolderContents: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let isFolder: Bool

        package init(_ name: String, isFolder: Bool = false) {
            (self.name, self.isFolder) = (name, isFolder)
        }
    }

    package let question: FolderQuestion
    private let entries: [Entry]
    /// No other entry begins so.
    private let isWhole: Bool

    package init(_ question: FolderQuestion, _ entries: [Entry] = [], isWhole: Bool = true) {
        (self.question, self.entries, self.isWhole) = (question, entries, isWhole)
    }

    /// The entries for a question, which may be about a longer beginning; `nil` where they are not known.
    package func entries(for other: FolderQuestion) -> [Entry]? {
        guard other.folder == question.folder else { return nil }
        if other == question { return entries }
        let isNarrower = other.beginning.lowercased().hasPrefix(question.beginning.lowercased())
        let showsMore = other.beginning.hasPrefix(".") && !question.beginning.hasPrefix(".")
        guard isWhole, isNarrower, !showsMore else { return nil }
        return entries.filter { other.wants($0.name) }
    }

    /// Entries that are looked at, and those that are kept of them.
    private static let mostRead = 4096
    private static let mostKept = 200

    /// Looks into a folder, on a thread of its own; nothing is there where it cannot be read or does not answer in time.
    package static func read(
        _ question: FolderQuestion, environment: [String: String]
    ) async -> FolderContents {
        await read(question, environment: environment, within: HandedFile.patience, by: looked)
    }

    static func read(
        _ question: FolderQuestion, environment: [String: String], within limit: Duration,
        by reading: @escaping @Sendable (FolderQuestion, String) -> FolderContents
    ) async -> FolderContents {
        let place = HandedFile.place(of: question.folder, environment)
        guard !place.utf8.contains(0), HandedFile.objection(to: place, environment) == nil else {
            return FolderContents(question)
        }
        let found = await ThreadedWork.value(within: limit) { reading(question, place) }
        return found ?? FolderContents(question)
    }

    private static let looked: @Sendable (FolderQuestion, String) -> FolderContents = { question, place in
        guard let folder = opendir(place) else { return FolderContents(question) }
        defer { closedir(folder) }
        var entries: [Entry] = []
        var (count, isWhole) = (0, true)
        while let found = readdir(folder) {
            count += 1
            guard count <= mostRead, entries.count < mostKept else {
                isWhole = false
                break
            }
            let name = withUnsafePointer(to: &found.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            // What is no UTF-8 cannot be typed, nor what would do something in a terminal.
            let isTyped = name.unicodeScalars.allSatisfy {
                $0.isPlainlyVisible && $0 != "\u{FFFD}" && $0 != "\""
            }
            guard name != ".", name != "..", isTyped, question.wants(name) else { continue }
            if let isFolder = kind(of: name, found.pointee.d_type, in: dirfd(folder)) {
                entries.append(Entry(name, isFolder: isFolder))
            }
        }
        entries.sort { ($0.name.lowercased(), $0.name) < ($1.name.lowercased(), $1.name) }
        return FolderContents(question, entries, isWhole: isWhole)
    }

    /// Whether an entry is a folder, links followed; `nil` for one that is no regular file either.
    private static func kind(of name: String, _ type: UInt8, in folder: Int32) -> Bool? {
        switch Int(clamping: type) {
        case Int(clamping: DT_DIR): return true
        case Int(clamping: DT_REG): return false
        case Int(clamping: DT_LNK), Int(clamping: DT_UNKNOWN):
            var status = stat()
            guard fstatat(folder, name, &status, 0) == 0 else { return nil }
            let kind = status.st_mode & S_IFMT
            return kind == S_IFDIR ? true : kind == S_IFREG ? false : nil
        default: return nil
        }
    }
}
