/// Whether a command that a model wants to run on a machine only reads.
///
/// The words are checked against a grammar for each command. No shell sees them, no word counts as the beginning of
/// another, and a command that is not listed is none that reads.
struct CommandPolicy: Sendable {
    /// What became of a line.
    enum Verdict: Sendable, Hashable {
        /// It only reads; these words are run as they are.
        case reads([String])
        /// Why it is not run, in a sentence.
        case refused(String)
    }

    /// `node` is the one that it is to run on, which calls itself `localhost`.
    static func verdict(on line: String, at node: String? = nil) -> Verdict {
        var words: [String]
        do throws(CommandLineWords.Fault) {
            words = try CommandLineWords(line).all
            if let node { words = words.map { word in Self.atHome(word, node) } }
        } catch {
            return .refused(error.description)
        }
        guard let grammar = ReadingCommands.all[words[0]] else {
            return .refused("\(words[0].prefix(40)) is not among the commands that are known to read only.")
        }
        return grammar.objection(to: words.dropFirst(), of: words[0]).map(Verdict.refused) ?? .reads(words)
    }

    /// A path of a node in the words that it has for itself.
    private static func atHome(_ word: String, _ node: String) -> String {
        let path = "/nodes/\(node)"
        guard word == path || word.hasPrefix(path + "/") else { return word }
        return "/nodes/localhost" + word.dropFirst(path.count)
    }
}
