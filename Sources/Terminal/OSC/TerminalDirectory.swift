import Text

/// A folder on some host, as a shell named it.
package struct TerminalDirectory: Hashable, Sendable {
    /// The host's name, empty when the shell left it out.
    package let host: String
    /// The folder's whole path.
    package let path: String
}

extension TerminalScreen {
    /// OSC 7: where the shell is.
    mutating func enter(address: ArraySlice<UInt8>) {
        enter(TerminalDirectory(address: address))
    }

    /// OSC 1337 (https://iterm2.com/documentation-escape-codes.html): of iTerm2's commands only the folder.
    mutating func performITerm(_ value: ArraySlice<UInt8>) {
        let name = Array("CurrentDir=".utf8)
        guard value.starts(with: name) else { return }
        enter(TerminalDirectory(host: [], path: Array(value.dropFirst(name.count))))
    }

    private mutating func enter(_ folder: TerminalDirectory?) {
        guard let folder, folder != directory else { return }
        directory = folder
        events.append(.directory(folder))
    }
}

extension TerminalDirectory {
    /// Reads an address `file://host/path`; `nil` for any other.
    package init?(fileAddress: String) {
        self.init(address: Array(fileAddress.utf8)[...])
    }

    /// Reads `file://host/path` with its percent escapes (RFC 8089).
    fileprivate init?(address: ArraySlice<UInt8>) {
        let scheme = Array("file://".utf8)
        guard address.starts(with: scheme) else { return nil }
        let rest = address.dropFirst(scheme.count)
        guard let slash = rest.firstIndex(of: 0x2f) else { return nil }
        self.init(host: rest[..<slash], path: PercentCoding.decoded(rest[slash...]))
    }

    /// A host's name of 255 printable characters at most, and an absolute path of PATH_MAX without controls.
    fileprivate init?(host: ArraySlice<UInt8>, path: [UInt8]) {
        guard host.count <= 255, host.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        guard path.first == 0x2f, path.count <= 4_096, path.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
            return nil
        }
        self.host = String(decoding: host, as: UTF8.self)
        self.path = String(decoding: path, as: UTF8.self)
    }
}
