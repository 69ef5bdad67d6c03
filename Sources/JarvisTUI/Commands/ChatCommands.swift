import Multiplexer
import Screen

extension Commands {
    /// Talking to Jarvis.
    static let chat: [Command] = [
        Command(
            id: "chat.send", name: "Send", keys: [.enter],
            help: """
                Says what is typed; @screen, @node NAME and their like hand over what they name. On an empty line, what \
                Jarvis told of himself.
                """,
            scope: .panel(.chat),
            isProminent: true
        ) { state in
            let text = state.chat.input.submit()
            if text.contains(where: { !$0.isWhitespace }) { return state.send(text) }
            if text.isEmpty, state.chat.hasIncident { state.push(AmissLayer(state)) }
            return []
        },
        Command(
            id: "chat.newline", name: "New line", keys: [.alt(.enter), .control("j")],
            help: "Begins a new line.",
            scope: .panel(.chat)
        ) { state in
            state.chat.input.insert("\n")
            return []
        },
        Command(
            id: "chat.cancel", name: "Stop answer", keys: [.escape],
            help: "Stops Jarvis; without an answer under way, goes back to the cluster.",
            scope: .panel(.chat),
            isProminent: true
        ) { state in
            if state.chat.branch != nil {
                state.chat.leaveBranch()
                state.chat.input.replace(with: "")
                return []
            }
            if state.chat.isBusy { return [.kit(.cancelRun(cluster: state.cluster.name))] }
            state.focus(.cluster)
            return []
        },
        copy(
            "chat.copy", "Copy answer", .alt("y"), "Copies the last answer, as it was written.",
            isProminent: true
        ) { $0.lastAnswer },
        copy("chat.copycode", "Copy code", .alt("c"), "Copies what stands in the last block of code.") {
            $0.lastCode
        },
        scroll("chat.pageup", "Scroll up", [.pageUp], by: 10),
        scroll("chat.pagedown", "Scroll down", [.pageDown], by: -10),
        Command(
            id: "chat.end", name: "Newest lines", keys: [.end, .control(.end)],
            help: "Goes to the end of the conversation; with something typed, End alone is the input's.",
            scope: .panel(.chat)
        ) { state in
            state.chat.anchor = nil
            return []
        },
        card("chat.cardbefore", "Card before", .alt(.up), "Goes to the tool call or thought before.", by: -1),
        card("chat.cardnext", "Next card", .alt(.down), "Goes to the next tool call or thought.", by: 1),
        Command(
            id: "chat.fold", name: "Unfold card", keys: [.control("o")],
            help: """
                Shows or hides what the marked tool call was given and returned, or what was thought; without a mark, of \
                the newest call.
                """,
            scope: .panel(.chat)
        ) { state in
            let id = state.chat.toggleCard()
            state.showInChat(id)
            return []
        },
        question("chat.questionbefore", "Question before", .alt("p"), "Goes to the question before.", by: -1),
        question("chat.questionnext", "Next question", .alt("n"), "Goes to the next question.", by: 1),
        Command(
            id: "chat.edit", name: "Edit and ask again", keys: [.alt("e")],
            help: """
                Puts the marked question, or else the last one, into the line; when that is sent the talk goes on from before \
                it, and the one before stays in the memory.
                """,
            scope: .panel(.chat),
            availability: { $0.chat.isBusy ? .disabled("Jarvis is answering") : .enabled },
            run: { state in
                if let reason = state.chat.editQuestion() {
                    state.announce(reason, .notice)
                } else {
                    state.focus(.chat)
                }
                return []
            }),
        Command(
            id: "chat.sources", name: "What it rests on", keys: [.alt("s")],
            help: """
                Opens the call of a tool that the answer to the marked question rests on, or else the last answer that rests \
                on any.
                """,
            scope: .panel(.chat),
            availability: { $0.chat.hasCitations ? .enabled : .disabled("no answer rests on a call") },
            run: { state in
                guard let (citations, index) = state.chat.meantCitations else {
                    state.announce("That answer rests on no call.", .notice)
                    return []
                }
                return state.open(citations, at: index)
            }),
        Command(
            id: "chat.editor", name: "Write in the editor", keys: [.control("x")],
            help:
                "Opens what is typed in $VISUAL or $EDITOR, in a tab of the shell; what is saved comes back.",
            scope: .panel(.chat)
        ) { state in
            let cluster = state.cluster.name
            guard !state.house.drafts.values.contains(where: { $0.cluster == cluster }) else {
                state.announce("The editor is open already, in a tab of the shell.", .notice)
                return []
            }
            return [.kit(.writeDraft(state.chat.input.text, cluster: cluster))]
        },
        Command(
            id: "chat.unqueue", name: "Take back", keys: [.up],
            help: "On an empty line, takes back the last question that waits, to be changed.",
            scope: .panel(.chat)
        ) { state in
            state.chat.takeBackQueued()
            return []
        },
        Command(
            id: "chat.prompts", name: "Earlier questions", keys: [.control("r")],
            help: "Finds something that you asked before, in this talk or in an earlier one.",
            scope: .panel(.chat)
        ) { state in
            state.push(PromptsLayer())
            return [.kit(.talk(.prompts))]
        },
        Command(
            id: "chat.clear", name: "New conversation", keys: [.control("n")],
            help: "Begins a new conversation; the old one stays in the memory.", scope: .panel(.chat),
            availability: { $0.chat.isBusy ? .disabled("Jarvis is answering") : .enabled },
            run: { state in
                state.chat.clear()
                return [.kit(.newConversation(cluster: state.cluster.name))]
            }),
    ]

    private static func copy(
        _ id: String, _ name: String, _ key: Key, _ help: String, isProminent: Bool = false,
        _ text: @escaping @Sendable (ChatPane) -> String?
    ) -> Command {
        Command(
            id: id, name: name, keys: [key], help: help, scope: .panel(.chat), isProminent: isProminent,
            // Asked at every picture: what an answer holds is looked for at the key.
            availability: { $0.chat.hasAnswer ? .enabled : .disabled("there is none") },
            run: { state in
                guard let text = text(state.chat) else {
                    state.announce("There is none.", .notice)
                    return []
                }
                return state.copy(text)
            })
    }

    private static func scroll(_ id: String, _ name: String, _ keys: [Key], by lines: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Scrolls the conversation.", scope: .panel(.chat)) {
            state in
            state.scrollChat(by: lines)
            return []
        }
    }

    private static func question(_ id: String, _ name: String, _ key: Key, _ help: String, by step: Int)
        -> Command
    {
        Command(id: id, name: name, keys: [key], help: help, scope: .panel(.chat)) { state in
            state.chat.selectQuestion(by: step)
            state.showInChat(state.chat.selected)
            return []
        }
    }

    private static func card(_ id: String, _ name: String, _ key: Key, _ help: String, by step: Int)
        -> Command
    {
        Command(id: id, name: name, keys: [key], help: help, scope: .panel(.chat)) { state in
            state.chat.select(by: step)
            state.showInChat(state.chat.selected)
            return []
        }
    }
}

extension AppState {
    /// Whether a key of the chat's commands is for the line that is typed just now.
    func isForLine(_ key: Key) -> Bool {
        switch key {
        case .end: !chat.input.isEmpty
        case .up: !chat.input.isEmpty || chat.queue.isEmpty
        default: false
        }
    }
}
