extension Explanation {
    /// About the gate, the kill switch.
    static let aboutGate: [Explanation] = [
        Explanation(
            "J-GATE-01",
            cause: "The tool never runs.",
            remedy: "Nothing helps, and nothing should."),
        Explanation(
            "J-GATE-02",
            cause: "There is no tool of that name, and unknown tools never run.",
            remedy: "`list_tools` names those that there are."),
        Explanation(
            "J-GATE-03",
            cause: "The kill switch is on: nothing is changed by anybody.",
            remedy: "`jarvis unkill` ends it once you know why it is on."),
        Explanation(
            "J-GATE-04",
            cause: "Jarvis only reads here.",
            remedy: "Take the cluster out of `safety.read_only`."),
        Explanation(
            "J-GATE-05",
            cause: "The thing is protected: by a tag, by the configuration, or because others stand on it.",
            remedy: "Your own hand may, by its key, with the name typed."),
        Explanation(
            "J-GATE-06",
            cause: "The autonomy level allows nothing that nobody asked for.",
            remedy: "Raise `safety.autonomy`, or do it by hand."),
        Explanation(
            "J-GATE-07",
            cause: "You said no.",
            remedy: "Nothing is to be done."),
        Explanation(
            "J-GATE-08",
            cause: "You said no, with a reason.",
            remedy: "Nothing is to be done."),
        Explanation(
            "J-GATE-09",
            cause: "The yes came before anybody can have read the card.",
            remedy: "Ask again and read it first."),
        Explanation(
            "J-GATE-10",
            cause: "The step was struck from the list.",
            remedy: "Nothing is to be done."),
        Explanation(
            "J-GATE-11",
            cause: "A step before it on the same list did not end well.",
            remedy: "See what became of that one first."),
        Explanation(
            "J-GATE-12",
            cause: "You said no to all that was left in this run.",
            remedy: "Ask anew, if something is still wanted."),
        Explanation(
            "J-GATE-13",
            cause: "The model made more calls than it may in an answer or a run.",
            remedy: "Ask for less at once."),
        Explanation(
            "J-GATE-14",
            cause: "Nobody answered the card in five minutes.",
            remedy: "Ask again and answer the card."),
        Explanation(
            "J-GATE-15",
            cause: "Nobody could be asked: there is no terminal.",
            remedy: "Run it in a terminal, or in front of the house's screen."),
        Explanation(
            "J-GATE-16",
            cause: "A yes came from somebody whose word does not count.",
            remedy: "Answer at the terminal that asked."),
        Explanation(
            "J-GATE-17",
            cause: "Between the question and the deed the thing changed.",
            remedy: "Ask again: the card then tells how it is now."),
        Explanation(
            "J-GATE-18",
            cause: "The audit log could not be written, and without it nothing is done.",
            remedy: "`jarvis doctor` says what is wrong with the memory; most often the disk is full."),
        Explanation(
            "J-GATE-19",
            cause: "The audit log would end with Jarvis, so only your own hand may change something.",
            remedy: "Let the memory be kept on disk: see `jarvis doctor`."),
        Explanation(
            "J-GATE-20",
            cause: "The model made the very same call again.",
            remedy: "Nothing is to be done; ask differently, if the answer did not help."),
        Explanation(
            "J-GATE-21",
            cause: "The call makes no sense, as its sentence says.",
            remedy: "Nothing was done; ask differently."),
        Explanation(
            "J-GATE-22",
            cause: "The run was stopped before the call.",
            remedy: "Ask again, if it is still wanted."),
        Explanation(
            "J-GATE-23",
            cause: "A plan is wanted, and the model has not proposed this as one of its steps.",
            remedy: "Have it propose the plan, or end plan mode with /plan."),
        Explanation(
            "J-KILL-01",
            cause: "The file of the kill switch could not be written or taken away.",
            remedy: "What is there and cannot be read counts as on; mend the folder."),
    ]
}
