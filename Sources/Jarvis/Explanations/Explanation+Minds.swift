extension Explanation {
    /// About models, answers, tools, arguments of tools.
    static let aboutMinds: [Explanation] = [
        Explanation(
            "J-AI-100",
            cause: "The model server cannot be reached.",
            remedy: "Start it, or mend its address; the rules answer meanwhile."),
        Explanation(
            "J-AI-101",
            cause: "The model server was silent for too long.",
            remedy: "A large model on a small machine takes its time: use a smaller one, or give it more."),
        Explanation(
            "J-AI-102",
            cause: "The server is still reading the model from disk.",
            remedy: "Wait a minute; a server with keep-alive keeps it in memory."),
        Explanation(
            "J-AI-103",
            cause: "The answer broke off; nothing in it was acted upon.",
            remedy: "Ask again."),
        Explanation(
            "J-AI-104",
            cause: "The configuration of the model cannot work.",
            remedy: "Mend the `ai` section; `jarvis config check` names the line."),
        Explanation(
            "J-AI-105",
            cause: "The answer was stopped.",
            remedy: "Ask again, if it is still wanted."),
        Explanation(
            "J-AI-400",
            cause: "The server does not take the request.",
            remedy: "Its words say why; the model may know no tools, or the server may be old."),
        Explanation(
            "J-AI-401",
            cause: "The API key is missing, wrong or revoked.",
            remedy: "Put the right key where the configuration says it is."),
        Explanation(
            "J-AI-402",
            cause: "The account has no money left or has reached its own limit.",
            remedy: "Raise the limit at the provider, or let a local model answer with /model."),
        Explanation(
            "J-AI-403",
            cause: "The key may not use this model.",
            remedy: "Choose another model, or widen the key."),
        Explanation(
            "J-AI-404",
            cause: "The server does not know a model of that name.",
            remedy: "Ask the server for its list; for Ollama `ollama pull` fetches one."),
        Explanation(
            "J-AI-413",
            cause: "The conversation is longer than the model holds.",
            remedy: "Begin a new one with /clear, or use a model with a larger window."),
        Explanation(
            "J-AI-422",
            cause: "The model could not write a call that makes sense.",
            remedy: "Use a model that knows tools; a small one often does not."),
        Explanation(
            "J-AI-429",
            cause: "Too much was asked in a short time.",
            remedy: "Wait for the time in the message."),
        Explanation(
            "J-AI-451",
            cause: "The model declined to answer.",
            remedy: "Put it in other words, or ask another model."),
        Explanation(
            "J-AI-500",
            cause: "The model server failed.",
            remedy: "Look at its log; ask again."),
        Explanation(
            "J-AI-503",
            cause: "The model server has too much to do.",
            remedy: "Wait, or ask another model with /model."),
        Explanation(
            "J-AI-106",
            cause: "The list of prices cannot be read.",
            remedy: "It is part of the program: install it anew."),
        Explanation(
            "J-SUM-01",
            cause: "A model that was to sum up the beginning of a conversation wrote nothing.",
            remedy: "Nothing is lost. Let another one do it: good_for: [summary] says which."),
        Explanation(
            "J-SUM-02",
            cause: "Its summary was too long, and had no end of a sentence to be cut at.",
            remedy: "Nothing is lost. Let another one do it: good_for: [summary] says which."),
        Explanation(
            "J-SUM-03",
            cause: "Its summary was no plain text.",
            remedy: "Nothing is lost. Let another one do it: good_for: [summary] says which."),
        Explanation(
            "J-SUM-04",
            cause: "Its summary told of a figure or an id that nobody had said.",
            remedy: "Nothing is lost. Let another one do it: good_for: [summary] says which."),
        Explanation(
            "J-RUN-00",
            cause:
                "The model gave no usable answer; the code of its own error is printed in this one's place.",
            remedy: "See that code."),
        Explanation(
            "J-RUN-01",
            cause: "The answer reached the limit of its length.",
            remedy: "Ask for less at once, or raise max_tokens."),
        Explanation(
            "J-RUN-02",
            cause: "The model went round and round with its tools.",
            remedy: "Ask more narrowly, or ask a better model."),
        Explanation(
            "J-RUN-03",
            cause: "The model answered nothing, twice.",
            remedy: "Ask again or ask another model."),
        Explanation(
            "J-RUN-04",
            cause: "The model wrote a call as text, so its server does not read calls.",
            remedy: "Start llama-server with --jinja, or use a server with a tool parser."),
        Explanation(
            "J-RUN-05",
            cause: "Too many of the model's calls made no sense.",
            remedy: "Ask a better model with /model."),
        Explanation(
            "J-RUN-06",
            cause: "Not even the first question fits the model's window.",
            remedy: "Start its server with the window that the message names."),
        Explanation(
            "J-RUN-07",
            cause: "The money that may be spent is used up.",
            remedy: "Raise `ai.budget`, wait for the next day, or let a local model answer."),
        Explanation(
            "J-RUN-08",
            cause: "You stopped it.",
            remedy: "Ask again, if it is still wanted."),
        Explanation(
            "J-TOOL-01",
            cause: "A call of a tool makes no sense as things are now, as its sentence says.",
            remedy: "Nothing was done; look how things are, and ask again."),
        Explanation(
            "J-ARG-01",
            cause: "The arguments of a call are no JSON object.",
            remedy: "Write them as {\"name\": value}."),
        Explanation(
            "J-ARG-02",
            cause: "The tool has no such parameter.",
            remedy: "The message names those that it has."),
        Explanation(
            "J-ARG-03",
            cause: "A value does not fit its parameter.",
            remedy: "The message says what would."),
        Explanation(
            "J-ARG-04",
            cause: "A parameter that has to be there is missing.",
            remedy: "Add it."),
        Explanation(
            "J-MCP-01",
            cause: "A server of MCP cannot be reached; nothing was sent.",
            remedy: "See that its program or its address in the configuration is right."),
        Explanation(
            "J-MCP-02",
            cause: "A server of MCP went away before it answered.",
            remedy: "Look at its own log; what was asked for may have been done."),
        Explanation(
            "J-MCP-03",
            cause: "A server of MCP was silent for too long.",
            remedy: "Look at it; what was asked for may have been done."),
        Explanation(
            "J-MCP-04",
            cause: "A server of MCP sends more than is taken.",
            remedy: "Ask for less, or use another server."),
        Explanation(
            "J-MCP-05",
            cause: "A server of MCP answers with what is no answer.",
            remedy: "See that it speaks MCP, and prints nothing else."),
        Explanation(
            "J-MCP-06",
            cause: "A server of MCP refused with an error of its own.",
            remedy: "Its words stand in the message."),
        Explanation(
            "J-MCP-07",
            cause: "What a server of MCP offers is not what the conversation began with.",
            remedy: "Begin a new conversation, and look at what it offers now."),
        Explanation(
            "J-MCP-08",
            cause: "The call to a server of MCP was taken back.",
            remedy: "Ask again, if it is still wanted."),
        Explanation(
            "J-TALK-01",
            cause: "A conversation is not gone on with, as its sentence says.",
            remedy: "Choose another, or begin a new one."),
        Explanation(
            "J-TALK-02",
            cause: "What a message names is not handed over, as its sentence says.",
            remedy: "Name something that there is, or leave it out."),
        Explanation(
            "J-EVAL-01",
            cause: "The questions name a simulated world that there is not.",
            remedy: "Mend the file of the questions."),
        Explanation(
            "J-EVAL-02",
            cause:
                "The simulated cluster of the questions did not start; its own code is printed in the place of this one.",
            remedy: "See that code."),
        Explanation(
            "J-EVAL-03",
            cause: "The memory of the questions failed; its own code is printed in the place of this one.",
            remedy: "See that code."),
        Explanation(
            "J-EVAL-04",
            cause: "The simulated cluster did not show in time what befell it.",
            remedy: "This machine may be too busy: try again."),
        Explanation(
            "J-EVAL-05",
            cause: "Nobody is asked, as the sentence says.",
            remedy: "Name a model that there is, or raise the money that may be spent."),
        Explanation(
            "J-EVAL-06",
            cause: "A model could not be asked; the code of that is printed in the place of this one.",
            remedy: "See that code."),
    ]
}
