import FoundationEssentials

/// Files beside the tests.
enum Fixtures {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures")

    static func place(of name: String) -> URL { folder.appending(path: name) }

    static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: place(of: name)), as: UTF8.self)
    }
}
