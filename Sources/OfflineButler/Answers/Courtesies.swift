import AIKit

/// Good manners, and what is said when nothing was understood.
enum Courtesies {
    static let greeting = said(
        casual: "Hello there. Jarvis here, without a model today: ask plainly and I shall answer plainly. "
            + "\"status\" is how the house does, \"help\" is all I can do on my own.",
        work:
            "Good day. Jarvis, at your service; no model is connected, so I keep to plain questions and plain answers. "
            + "Say \"status\" for the state of the house or \"help\" for my repertoire.",
        info: "No model is connected. \"status\": the state of the house. \"help\": what is understood.")
    static let thanks = said(
        casual: "Any time. It beats listening to the fans.",
        work: "Not at all. It is what I am plugged in for.", info: "Noted.")
    static let farewell = said(
        casual: "Off you go, then. I shall mind the quorum, and try not to touch anything.",
        work: "Until later. I shall keep an eye on the silver, and on the quorum.", info: "Until later.")
    static let joke = said(
        "Two nodes once formed a cluster without a third vote. They are still not on speaking terms.")
    static let identity = said(
        "I am Jarvis, butler to this cluster. No language model is connected: I am understanding you by fixed rules and "
            + "answering from tool results only, which has the merit that I cannot make anything up.")
    /// For "how do I start a guest".
    static let lesson = said(
        "Say \"start\", \"stop\" or \"restart\" and a name or a VMID, such as \"restart 103\". "
            + "You will see the exact call on a card before anything happens.")
    static let leave = said("Very good. I shall leave everything exactly as it is.")
    static let undoing = said(
        "Taking back is for your own hand, and nothing was done: on the screen Undo, the key U, asks on a card about the "
            + "last change of the cluster.")
    /// For words that would talk a model out of its rules.
    static let unmoved = said(
        "My instructions are not of the kind that can be ignored: I follow fixed rules, and nothing was done. "
            + "If a guest is to be started, stopped or restarted, name it, and you will see a card first.")
    /// For a call of the API instead of an order.
    static let rawCall = said(
        "That is a call of the API, and no plain order: I take none of those, and nothing was done. "
            + "Say \"stop 103\", for one, and you will see the exact call on a card first.")
    static let foreignOrder = said(
        "That sounds like an order in another language, and I take orders in English only, lest I take one for its "
            + "contrary. Nothing was done. Say \"start\", \"stop\" or \"restart\" and a name.")
    /// For answers that cannot leave anything out.
    static let inseparable =
        "I heard that something is to be left out, and from that answer I cannot leave anything out; so I give none. "
        + "Lists and rankings of guests and nodes I can narrow so."
    static let vague = said("Of what, if I may ask? A name or a VMID will do.")

    static let help: OfflineIntent.Composer = { (_) throws(OfflineStep) in
        "No model is connected, but in plain words I follow these:\n"
            + OfflineIntent.all.reversed().compactMap(\.example).map { "- " + $0 }.joined(separator: "\n")
    }

    /// Nothing in the list fits.
    static let confusion: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let lost = inquiry.subjects.unknown
        let words = lost.isEmpty ? "" : " Of \(quoted(lost)) I can make nothing."
        return "I did not understand that, and no model is connected to help me.\(words) "
            + "What I do follow are such things as \"status\", \"which guests are stopped\" and \"restart jellyfin\"; "
            + "\"help\" lists them all."
    }

    /// Words that mean nothing to the butler and name nothing in the cluster.
    static let unfound: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let lost = inquiry.subjects.unknown
        guard !lost.isEmpty, lost.count < 3 else { return try confusion(inquiry) }
        let isOrphan = inquiry.utterance.concepts.isEmpty && lost.count > 1
        guard !isOrphan else { return try confusion(inquiry) }
        let offers = lost.compactMap { near($0, inquiry) }
        let regret =
            lost.count == 1
            ? "There is no \(quoted(lost)) among the guests, nodes and storages I can see, and the word means nothing else to me."
            : "\(quoted(lost)) name nothing I can see and mean nothing to me. Rather than answer half a question I answer none of it."
        return regret + (offers.isEmpty ? "" : " Perhaps \(Figures.list(offers))?")
    }

    /// The name that comes nearest, a little farther off than one that is taken for meant.
    private static func near(_ word: String, _ inquiry: Inquiry) -> String? {
        guard word.count > 2, let inventory = inquiry.inventoryIfKnown else { return nil }
        let subjects: [Subject] =
            inventory.guests.map { .guest($0) } + inventory.nodes.map { .node($0) }
            + Set(inventory.storage.map(\.name)).sorted().map { .storage($0) }
        let rated = subjects.compactMap { subject in
            subject.name.map { (distance: NameMatch.distance(word, $0), title: subject.title) }
        }
        guard let nearest = rated.min(by: { $0.distance < $1.distance }),
            nearest.distance <= max(1, word.count / 3)
        else { return nil }
        return nearest.title
    }

    private static func said(_ text: String) -> OfflineIntent.Composer {
        { (_) throws(OfflineStep) in text }
    }

    private static func said(casual: String, work: String, info: String) -> OfflineIntent.Composer {
        { (inquiry) throws(OfflineStep) in
            switch inquiry.exchange.style {
            case .casual: casual
            case .work: work
            case .info: info
            }
        }
    }

    private static func quoted(_ words: [String]) -> String { Figures.list(words.map { "\"\($0)\"" }) }
}
