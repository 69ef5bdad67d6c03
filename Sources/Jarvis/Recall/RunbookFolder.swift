import FoundationEssentials
import Glibc
import Memory

/// A folder of the operator's own notes: Markdown and plain text, and what stands below it.
///
/// Links are not followed, hidden names and all other kinds of files are passed over.
struct RunbookFolder: Sendable {
    let path: String

    /// A file that is there, and the state it is in.
    struct File: Sendable, Hashable {
        let path: String
        let stamp: String
    }

    /// What is read of a folder at most: more is no collection of notes.
    private static let most = (files: 2_000, depth: 8, bytes: 1 << 20)
    private static let endings = [".md", ".markdown", ".txt"]

    /// Its files; `nil` where the folder cannot be read, which is not that it is empty.
    func files() -> [File]? {
        var found: [File] = []
        var left = [(path: path, depth: 0)]
        while let folder = left.popLast() {
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            } catch {
                if folder.depth == 0 { return nil }
                continue
            }
            for name in names.sorted() where !name.hasPrefix(".") && found.count < Self.most.files {
                let path = "\(folder.path)/\(name)"
                switch kind(of: path) {
                case .folder where folder.depth < Self.most.depth: left.append((path, folder.depth + 1))
                case .file(let stamp) where Self.endings.contains(where: name.lowercased().hasSuffix):
                    found.append(File(path: path, stamp: stamp))
                case .folder, .file, .other: break
                }
            }
        }
        return found
    }

    private enum Kind {
        case folder
        case file(stamp: String)
        case other
    }

    private func kind(of path: String) -> Kind {
        var status = stat()
        // Gone since it was listed, or not to be seen.
        guard lstat(path, &status) == 0 else { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG where status.st_size <= Self.most.bytes:
            let changed = status.st_mtim
            return .file(stamp: "\(changed.tv_sec).\(changed.tv_nsec) \(status.st_size)")
        default: return .other
        }
    }

    /// What a file says, in passages; `nil` where it cannot be read.
    static func passages(of file: File) -> [PassageRecord]? {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file.path))
        } catch {
            return nil
        }
        let text = String(decoding: data.prefix(most.bytes), as: UTF8.self)
        return RunbookText(text, isMarkdown: !file.path.lowercased().hasSuffix(".txt")).passages(
            of: file.path)
    }
}

/// A text in passages of some lines: each below one heading, parted where a line is empty.
struct RunbookText {
    /// With the number that each has in the file; a very long one comes in pieces.
    private let lines: [Line]
    private let isMarkdown: Bool

    private struct Line {
        let number: Int
        let text: Substring
    }

    /// A passage goes on to the next empty line after so many characters, and is cut after so many.
    private static let lengths = (usual: 700, most: 1_800)

    init(_ text: String, isMarkdown: Bool) {
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().flatMap
        {
            Self.pieces(of: $1, number: $0 + 1)
        }
        self.isMarkdown = isMarkdown
    }

    private static func pieces(of line: Substring, number: Int) -> [Line] {
        var (pieces, rest) = ([Line](), line)
        repeat {
            pieces.append(Line(number: number, text: rest.prefix(lengths.most)))
            rest = rest.dropFirst(lengths.most)
        } while !rest.isEmpty
        return pieces
    }

    func passages(of path: String) -> [PassageRecord] {
        var found: [PassageRecord] = []
        var headings: [(level: Int, title: String)] = []
        var (first, taken, length, isCode) = (1, [Substring](), 0, false)
        func end() {
            let text = taken.joined(separator: "\n").trimmed
            if !text.isEmpty {
                let heading = headings.map(\.title).joined(separator: " > ")
                found.append(PassageRecord(path: path, line: first, heading: heading, text: text))
            }
            (taken, length) = ([], 0)
        }
        for line in lines {
            let text = line.text
            if text.hasPrefix("```") || text.hasPrefix("~~~") { isCode.toggle() }
            let heading = isMarkdown && !isCode ? Self.heading(text) : nil
            let isEmpty = text.allSatisfy(\.isWhitespace)
            let isFull = isEmpty && length >= Self.lengths.usual || length + text.count > Self.lengths.most
            if heading != nil || isFull { end() }
            if let heading {
                headings.removeAll { $0.level >= heading.level }
                headings.append(heading)
            }
            if taken.isEmpty {
                guard !isEmpty else { continue }
                first = line.number
            }
            taken.append(text)
            length += text.count
        }
        end()
        return found
    }

    /// `## Restore` is a heading of level 2.
    private static func heading(_ line: Substring) -> (level: Int, title: String)? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
        let title = String(line.dropFirst(level)).trimmed
        return title.isEmpty ? nil : (level, String(title.prefix(120)))
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
