import Foundation
import Testing

/// What the pages for those who change Jarvis name is looked for in the project.
@Suite struct ArchitectureTests {
    private static let pages = ["Docs/Architecture.md", "Docs/Contributing.md"]

    private static var map: String {
        get throws { try ProjectFile(path: pages[0]).text }
    }

    @Test(arguments: pages)
    func `every path that a page names is there`(page: String) throws {
        let shape = /[A-Za-z.][\w.+@\-]*(?:\/[\w.+@\-]+)+\/?|\w+(?:\/|\.swift|\.md)/
        let paths = Set(Self.quoted(in: try ProjectFile(path: page).text)).filter {
            $0.wholeMatch(of: shape) != nil
        }
        #expect(paths.count > 5)
        #expect(paths.filter { Self.place(of: $0) == nil }.sorted() == [])
    }

    @Test func `every name that stands before a file is declared or extended in that file`() throws {
        let pairs = try Self.map.matches(of: /`(\w+(?:\.\w+)*)`\s+\(`([^`\n]+\.swift)`\)/)
        #expect(pairs.count > 50)
        for pair in pairs {
            let path = try #require(Self.place(of: String(pair.2)), "\(pair.2)")
            let declared = Self.declarations(in: try ProjectFile(path: path).text)
            let missing = pair.1.split(separator: ".").filter { !declared.contains($0) }
            #expect(missing == [], "\(pair.1) in \(path)")
        }
    }

    @Test func `every target of the package is named`() throws {
        let targets = try Self.targets
        #expect(targets.count > 30)
        let named = Self.quoted(in: try Self.map)
        #expect(targets.subtracting(named).sorted() == [])
    }

    @Test func `the arrows of the map are the imports of the rooms`() throws {
        let rows = try Self.map.matches(of: /\n\| `(\w+)` \|[^|\n]*\|([^|\n]*)\|/)
        let rooms = ProjectFile.names(under: "Sources", ending: ".swift").compactMap { path in
            path.split(separator: "/").dropFirst().first.map(String.init)
        }
        #expect(rows.map { String($0.1) }.sorted() == Set(rooms).sorted())
        let targets = try Self.targets
        for row in rows {
            let drawn = row.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            let imports = try ProjectFile.sources(under: "Sources/\(row.1)").flatMap(Self.imports)
            #expect(drawn.filter { !$0.isEmpty } == targets.intersection(imports).sorted(), "\(row.1)")
        }
    }

    @Test func `the shell column stands without clusters and without a mind`() throws {
        let rooms = Set(try Self.targets)
        var reached: Set<String> = []
        var wanted = ["Multiplexer"]
        while let room = wanted.popLast() {
            guard reached.insert(room).inserted else { continue }
            let imports = try ProjectFile.sources(under: "Sources/\(room)").flatMap(Self.imports)
            wanted += rooms.intersection(imports)
        }
        #expect(reached.isSuperset(of: ["Multiplexer", "Terminal", "Screen"]))
        #expect(reached.isDisjoint(with: ["AIKit", "ClusterKit", "Jarvis", "Memory", "OfflineButler"]))
    }

    /// What stands between backticks in a line.
    private static func quoted(in text: String) -> [String] {
        text.matches(of: /`([^`\n]+)`/).map { String($0.1) }
    }

    /// The path from the top of the project, where a page may leave out Sources; `nil` when nothing is there.
    private static func place(of path: String) -> String? {
        [path, "Sources/" + path].first { path in
            FileManager.default.fileExists(atPath: ProjectFile.top.appendingPathComponent(path).path)
        }
    }

    /// The names that a source declares or extends.
    private static func declarations(in source: String) -> Set<Substring> {
        let kinds = Set(
            "actor case class enum extension func let protocol struct typealias var".split(separator: " "))
        // With the dot, so that a case that is only matched is none that is declared.
        let words = source.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
        return Set(zip(words, words.dropFirst()).filter { kinds.contains($0.0) }.map(\.1))
    }

    /// The names of the targets as Package.swift makes them.
    private static var targets: Set<String> {
        get throws {
            let manifest = try ProjectFile(path: "Package.swift").text
            let kinds = /(room|tests|\.\w*[tT]arget|\.systemLibrary)\(\s*(?:name: )?"(\w+)"/
            return Set(manifest.matches(of: kinds).map { $0.1 == "tests" ? "\($0.2)Tests" : String($0.2) })
        }
    }

    /// The modules that a source imports.
    private static func imports(_ source: String) -> [String] {
        source.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place < 2, words.count == place + 2 else {
                return nil
            }
            return String(words[place + 1])
        }
    }
}
