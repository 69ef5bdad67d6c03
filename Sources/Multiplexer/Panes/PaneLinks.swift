import Glibc
import Screen
import Terminal
import Text

/// Addresses and files that are named in a pane.
extension PaneSession {
    /// Does with a link what the operator asked for: a file is opened, an address is asked about.
    package func open(_ link: TerminalLink, in pane: PaneID) {
        switch link.target {
        case .file(let path, let line, let column):
            open(FilePlace(path: path, line: line, column: column))
        case .address(let address):
            guard let path = localPath(of: address) else { return mailbox.send(.link(address)) }
            open(FilePlace(path: path, line: nil, column: nil))
        }
    }

    /// Opens the link under the mouse, if there is one.
    package func openLink(under mouse: Mouse, in pane: PaneID) {
        let link = session.withScreen { screen in
            let top = reading.mode?.top ?? screen.topLine
            return screen.link(at: TerminalPosition(line: top + mouse.position.y, column: mouse.position.x))
        }
        if let link { open(link, in: pane) } else { mailbox.send(.notice("There is no link here.", .notice)) }
    }

    private func open(_ place: FilePlace) {
        let told = session.withScreen { $0.directory }
        if let told, !Self.isHere(told.host), !place.path.hasPrefix("/") {
            let host = Untrusted(told.host).line
            return mailbox.send(.notice("That file is on \(host); open it in the shell there.", .notice))
        }
        let folder = told?.path ?? session.folder ?? "/"
        let home = environment["HOME"] ?? "/"
        let file = place.absolute(in: folder, home: home)
        guard access(file.path, R_OK) == 0 else {
            let reason = String(cString: strerror(errno))
            return mailbox.send(.notice("\(Untrusted(file.path).line) cannot be read: \(reason).", .warning))
        }
        mailbox.send(.openFile(file))
    }

    /// The path of a `file:` address of this machine.
    private func localPath(of address: String) -> String? {
        guard let folder = TerminalDirectory(fileAddress: address), Self.isHere(folder.host) else {
            return nil
        }
        return folder.path
    }

    private static func isHere(_ host: String) -> Bool {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let own = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return ["", "localhost", own].contains(host)
    }
}

/// A file, and perhaps a place in it.
package struct FilePlace: Equatable, Sendable {
    package var path: String
    /// From 1.
    package var line: Int?
    /// From 1.
    package var column: Int?

    package init(path: String, line: Int? = nil, column: Int? = nil) {
        self.path = path
        self.line = line
        self.column = column
    }

    /// The same with its whole path.
    package func absolute(in folder: String, home: String) -> FilePlace {
        var whole = self
        if path.hasPrefix("~/") {
            whole.path = home + path.dropFirst(1)
        } else if !path.hasPrefix("/") {
            whole.path = folder + "/" + path
        }
        return whole
    }

    /// The words that open it in the editor of an environment.
    ///
    /// VISUAL comes before EDITOR, and without both it is vi. Most editors take `+LINE` before the file
    /// (vi(1), nano(1), emacs(1)); the others here take `FILE:LINE`.
    package func words(environment: [String: String]) -> [String] {
        let named = environment["VISUAL"].flatMap { $0.isEmpty ? nil : $0 } ?? environment["EDITOR"]
        var words = (named ?? "").split(separator: " ").map(String.init)
        if words.isEmpty { words = ["vi"] }
        guard let line else { return words + [path] }
        switch words[0].split(separator: "/").last {
        case "hx", "helix", "subl": return words + ["\(path):\(line):\(column ?? 1)"]
        case "code", "codium": return words + ["--goto", "\(path):\(line):\(column ?? 1)"]
        default: return words + ["+\(line)", path]
        }
    }
}
