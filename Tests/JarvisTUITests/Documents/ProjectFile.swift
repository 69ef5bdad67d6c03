import Foundation
import Testing

/// A file of the project by its path from the top.
struct ProjectFile {
    let path: String

    /// The folder of the package.
    static let top: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder
    }()

    var text: String {
        get throws { try String(contentsOf: Self.top.appendingPathComponent(path), encoding: .utf8) }
    }

    /// Compares the file with what it should say.
    func expect(_ wanted: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (old, new) = (try text.split(separator: "\n"), wanted.split(separator: "\n"))
        guard let change = new.difference(from: old).first else { return }
        Issue.record("\(path) is stale: run `make docs`. First: \(change)", sourceLocation: sourceLocation)
    }

    /// The paths of the files under a folder whose names end so, in their order.
    static func names(under folder: String, ending: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: top.appendingPathComponent(folder).path)
        return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.sorted()
            .map { folder + "/" + $0 }
    }

    /// The texts of all Swift files under a folder.
    static func sources(under folder: String) throws -> [String] {
        try names(under: folder, ending: ".swift").map { try ProjectFile(path: $0).text }
    }
}
