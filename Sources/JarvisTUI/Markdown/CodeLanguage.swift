/// What tells the parts of a language apart, as far as colours need it.
struct CodeLanguage: Sendable {
    let names: Set<String>
    var keywords: Set<String> = []
    /// What a comment to the end of the line begins with; a single sign only where a word could begin.
    var comments: [String] = []
    var blockComment: (open: String, close: String)?
    var quotes: Set<Character> = ["\"", "'"]
    /// Quotes of texts of several lines.
    var longQuotes: [String] = []
    /// An apostrophe within a word begins no text.
    var quotesBeginWords = false
    /// What stands between a name at the beginning of a line, or a name in quotes, and its value.
    var assignment: Character?
    /// What a variable begins with.
    var sigil: Character?

    /// The language of that name, in whatever case.
    static func named(_ name: String) -> CodeLanguage? {
        let name = name.lowercased()
        return all.first { $0.names.contains(name) }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static let all = [shell, yaml, json, ini, python, braces]

    private static let shell = CodeLanguage(
        names: ["sh", "bash", "zsh", "shell", "console", "ksh"],
        keywords: words(
            """
            if then else elif fi for while until do done case esac in function select time return exit export local \
            readonly declare set unset shift source alias trap sudo cd echo
            """),
        comments: ["#"], sigil: "$")

    private static let yaml = CodeLanguage(
        names: ["yaml", "yml"], keywords: words("true false null yes no on off ~"), comments: ["#"],
        quotesBeginWords: true, assignment: ":")

    private static let json = CodeLanguage(
        names: ["json", "jsonc", "json5"], keywords: words("true false null"), comments: ["//"],
        blockComment: ("/*", "*/"), quotes: ["\""], assignment: ":")

    private static let ini = CodeLanguage(
        names: ["ini", "toml", "conf", "cfg", "systemd", "properties", "desktop"],
        keywords: words("true false yes no on off"), comments: ["#", ";"], quotesBeginWords: true,
        assignment: "=")

    private static let python = CodeLanguage(
        names: ["python", "py", "python3"],
        keywords: words(
            """
            and as assert async await break class continue def del elif else except False finally for from global if \
            import in is lambda match case None nonlocal not or pass raise return self True try while with yield
            """),
        comments: ["#"], longQuotes: ["\"\"\"", "'''"])

    private static let braces = CodeLanguage(
        names: [
            "swift", "c", "h", "cpp", "c++", "cc", "hpp", "objc", "rust", "rs", "go", "java", "kotlin", "kt",
            "js",
            "javascript", "ts", "typescript", "csharp", "cs", "zig", "nix", "php", "scala", "dart",
        ],
        keywords: words(
            """
            actor as async await bool break case catch char class const continue default defer delete do double else \
            enum export extends extension extern false fileprivate final float fn for foreach func function go guard \
            if impl import in init inout int interface internal is let long loop match mod move mut namespace new nil \
            null nullptr open operator override package private protocol pub public range return self Self short \
            signed sizeof some static struct super switch this throw throws trait true try type typealias typedef \
            typeof union unsafe unsigned use using val var virtual void volatile where while yield
            """),
        comments: ["//"], blockComment: ("/*", "*/"), quotes: ["\"", "'"], longQuotes: ["\"\"\"", "`"])
}
