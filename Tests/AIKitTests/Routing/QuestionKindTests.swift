import AIKit
import Testing

@Suite struct QuestionKindTests {
    @Test(arguments: [
        ("status", QuestionKind.read), ("which guests are down", .read), ("how full is local-lvm?", .read),
        ("is the backup of jellyfin from last night done", .read), ("", .read),
        ("why is pve2 so slow", .diagnose), ("Explain what happened at 3 o'clock", .diagnose),
        ("what should I do about the failing disk", .diagnose),
        (
            "tell me of every node how many guests it has and how much memory is left on each of them",
            .diagnose
        ),
        ("restart jellyfin", .act), ("Please stop 104.", .act), ("could you shut down the printer", .act),
        ("look at 104 and restart it", .act), ("yes, do it", .act), ("ok go ahead", .act),
        ("undo that", .act),
        ("this is private: what is in the log", .private), ("is the password of root in this log", .private),
        ("why does my secret not work", .private),
    ])
    func `a question is judged by its words`(question: String, kind: QuestionKind) {
        #expect(QuestionKind(of: question) == kind)
    }

    @Test func `what is handed over is private`() {
        #expect(QuestionKind(of: "restart what is here", handsOver: true) == .private)
    }
}
