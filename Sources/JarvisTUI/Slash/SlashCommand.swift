import CommandLine
import Jarvis
import Multiplexer
import Text

/// Something that is done from the chat's line, by a name behind a slash: `/find jellyfin`.
///
/// A new one is a value in ``all``; one of more than a few lines has a file of its own.
struct SlashCommand: Sendable {
    /// What stands behind the name.
    enum Words: Sendable, Equatable {
        case none
        /// What they are called in the list: `[FILE]`.
        case optional(String)
        /// It makes no sense without them.
        case needed(String)
    }

    /// Without the slash.
    let name: String
    var words = Words.none
    /// A sentence for the list, the help and the documents.
    let help: String
    /// Does it, with the words that stand behind the name.
    let run: @Sendable (_ words: String, _ state: inout AppState) -> [Effect]

    /// Every one, in the order of the list.
    static let all: [SlashCommand] = [
        .help, .model, .find, .style, .remember, .forget, .memory, .plan, .talks, .rename, .fork, .carryOn,
        .clear, .again, .copy, .export, .undo, .tools, .sent, .cost, .explain,
    ]

    /// The one of that name; capitals do not matter.
    static func named(_ name: String) -> SlashCommand? {
        all.first { $0.name == name.lowercased() }
    }

    /// How it is typed: `/export [FILE]`.
    var usage: String {
        switch words {
        case .none: "/\(name)"
        case .optional(let words), .needed(let words): "/\(name) \(words)"
        }
    }
}

extension SlashCommand {
    fileprivate static let help = SlashCommand(
        name: "help", help: "Shows these commands, and every key of every pane."
    ) { _, state in
        state.push(HelpLayer())
        return []
    }

    fileprivate static let model = SlashCommand(
        name: "model", words: .optional("[NAME]"),
        help: "Lists the models and how they are, or lets one answer from now on; auto leaves it to Jarvis."
    ) { words, state in
        [.kit(.chooseModel(words, cluster: state.noteCommand("model", words)))]
    }

    fileprivate static let style = SlashCommand(
        name: "style", words: .optional("[NAME]"),
        help: "Tells how Jarvis speaks, or has him speak casual, work or info; auto goes by ai.style again."
    ) { words, state in
        [.kit(.chooseStyle(words, cluster: state.noteCommand("style", words)))]
    }

    fileprivate static let sent = SlashCommand(
        name: "sent",
        help: "Shows the last request to a model as it left: to whom, what of it was kept back, all of it."
    ) { _, state in
        state.push(SentLayer(state.cluster.name))
        return [.kit(.loadSent(cluster: state.cluster.name))]
    }

    fileprivate static let find = SlashCommand(
        name: "find", words: .needed("WORDS"),
        help: "Finds what you and Jarvis said with these words, in this talk and in all before."
    ) { words, state in
        state.push(FindLayer(words))
        return [.kit(.talk(.find(words)))]
    }

    fileprivate static let remember = recollecting(
        .remember, "remember", .needed("FACT"),
        "Has Jarvis keep a fact, such as: 101 may be off at night; with 7: before it, in the place of fact 7."
    )

    fileprivate static let forget = recollecting(
        .forget, "forget", .needed("NUMBER"), "Ends a fact that Jarvis keeps, by its number or its words.")

    fileprivate static let memory = SlashCommand(
        name: "memory", words: .optional("[WORDS]"),
        help: "Shows the facts that Jarvis keeps, or those with these words, to be changed or forgotten."
    ) { words, state in
        state.push(MemoryLayer(of: state.cluster.name, words))
        return [.kit(.memory(.show(cluster: state.cluster.name, words: words)))]
    }

    private static func recollecting(
        _ order: FactOrder, _ name: String, _ words: Words, _ help: String
    ) -> SlashCommand {
        SlashCommand(name: name, words: words, help: help) { words, state in
            let cluster = state.cluster.name
            state.talk(of: cluster) { $0.note(words.isEmpty ? "/\(name)" : "/\(name) \(words)") }
            return [.kit(.recollect(order, words, cluster: cluster))]
        }
    }

    fileprivate static let clear = SlashCommand(
        name: "clear", help: "Begins a new conversation; the old one stays in the memory."
    ) { _, state in
        state.run(command: "chat.clear")
    }

    fileprivate static let again = SlashCommand(
        name: "again", help: "Puts your last question into the line, to be changed and asked again."
    ) { _, state in
        guard let question = state.chat.lastQuestion else {
            state.announce("Nothing was asked yet.", .notice)
            return []
        }
        state.chat.input.replace(with: question)
        return []
    }

    fileprivate static let copy = SlashCommand(
        name: "copy", help: "Copies the last answer, as it was written."
    ) { _, state in
        state.run(command: "chat.copy")
    }

    fileprivate static let export = SlashCommand(
        name: "export", words: .optional("[json] [FILE]"),
        help:
            "Writes the conversation as Markdown, or as JSON, into a new file below your home, or by its path."
    ) { words, state in
        let parts = words.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        let isJSON = parts.first?.lowercased() == "json"
        let path = isJSON ? parts.dropFirst().first : words.isEmpty ? nil : words
        return [
            .kit(
                .talk(
                    .export(cluster: state.cluster.name, path: path, as: isJSON ? .json : .markdown)))
        ]
    }

    fileprivate static let plan = SlashCommand(
        name: "plan",
        help: "Has Jarvis look and propose steps, and change nothing before you accept them; again ends that."
    ) { _, state in
        state.chat.isPlanning.toggle()
        state.announce(
            state.chat.isPlanning
                ? "Jarvis plans: nothing is changed before you accept the steps; /plan ends that."
                : "Jarvis no longer plans: he asks about each change as before.", .notice)
        return []
    }

    fileprivate static let talks = SlashCommand(
        name: "talks", help: "Lists the conversations of this cluster, and goes on with the one you choose."
    ) { _, state in
        state.push(TalksLayer(state.cluster.name))
        return [.kit(.talk(.list(cluster: state.cluster.name)))]
    }

    fileprivate static let rename = SlashCommand(
        name: "rename", words: .needed("NAME"), help: "Gives the conversation a name, for the list of them."
    ) { words, state in
        state.chat.note("/rename \(words)")
        return [.kit(.talk(.rename(words, cluster: state.cluster.name)))]
    }

    fileprivate static let fork = SlashCommand(
        name: "fork", help: "Goes on in a copy of the conversation; the one up to here stays as it is."
    ) { _, state in
        state.chat.note("/fork")
        return [.kit(.talk(.fork(cluster: state.cluster.name)))]
    }

    /// A word of its own beside `/fork` and `/clear`: the one keeps all of a conversation and the other nothing of it, and a word
    /// behind `/clear` that keeps something would be forgotten when it matters.
    fileprivate static let carryOn = SlashCommand(
        name: "continue",
        help: "Goes on in a new conversation that begins with a summary of this one, which stays as it is."
    ) { _, state in
        state.chat.note("/continue")
        return [.kit(.talk(.carryOn(cluster: state.cluster.name)))]
    }

    fileprivate static let tools = SlashCommand(
        name: "tools", help: "Lists what Jarvis can look at and do, and how much care that needs."
    ) { _, state in
        state.push(ToolsLayer())
        return [.kit(.loadTools(cluster: state.cluster.name))]
    }

    fileprivate static let undo = SlashCommand(
        name: "undo", help: "Asks whether to take back the last change of the cluster."
    ) { _, state in
        state.say(Remark(text: "/undo", cluster: state.cluster.name))
    }

    fileprivate static let explain = SlashCommand(
        name: "explain", words: .needed("CODE"),
        help: "Says what an error's code means, such as J-PVE-401, and what helps."
    ) { words, state in
        state.chat.note("/explain \(words)")
        state.chat.reply(CodeWords.text(of: words))
        return []
    }

    fileprivate static let cost = SlashCommand(
        name: "cost", help: "Shows what answers of models cost today, on the last days and by model."
    ) { _, state in
        state.run(command: "costs")
    }
}

extension AppState {
    /// Puts a text into the chat's line, to be changed and sent; what stands there already is not lost for it.
    mutating func prepare(_ text: String) -> [Effect] {
        guard chat.input.isEmpty else {
            announce("Something stands in the line already; send it or clear it first.", .notice)
            return []
        }
        chat.input.insert(text)
        focus(.chat)
        return []
    }

    /// Runs the command of that id, or says why it cannot.
    fileprivate mutating func run(command id: String) -> [Effect] {
        catalog.command(id: id).map { run($0) } ?? []
    }
}

extension AppState {
    /// Has the talk show what was typed, as its answer will stand there, too; returns the talk's cluster.
    fileprivate mutating func noteCommand(_ name: String, _ words: String) -> String {
        let cluster = cluster.name
        talk(of: cluster) { $0.note(words.isEmpty ? "/\(name)" : "/\(name) \(words)") }
        return cluster
    }
}
