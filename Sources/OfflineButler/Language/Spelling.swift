/// Words of the butler's own that were mistyped.
enum Spelling {
    /// Common slips that no rule finds, because they are short or words of their own.
    static let slips = [
        "teh": "the", "wich": "which", "whcih": "which", "whic": "which", "whch": "which", "hich": "which",
        "wihch": "which", "wht": "what", "whta": "what", "hwat": "what", "whre": "where", "wher": "where",
        "waht": "what", "wat": "what", "wats": "what is",
        "hwo": "how",
        "adn": "and", "nad": "and", "pls": "please", "plz": "please", "plx": "please", "thx": "thanks",
        "ty": "thanks", "sup": "status", "u": "you", "ur": "your", "whats": "what is", "wots": "what is",
        "wheres": "where is",
        "hows": "how is", "whos": "who is", "whens": "when is", "isnt": "is not", "arent": "are not",
        "doesnt": "does not", "didnt": "did not", "cant": "can not", "wont": "will not", "im": "i am",
        "ive": "i have", "theres": "there is", "allright": "alright", "overnite": "overnight",
        "tonite": "tonight", "yday": "yesterday", "wieviel": "how much", "modell": "model", "hrs": "hours",
        "gigs": "gb", "gig": "gb", "evrything": "everything",
    ]

    /// Words that stand for themselves, so that none of them is corrected to another.
    private static let lexicon: [String] = Set(Concept.byWord.keys).union(Phrases.fillers)
        .filter { $0.count >= 4 && $0.allSatisfy { $0.isLetter } }.sorted()

    /// The word of the butler's own that was meant; `nil` when none is near, or two are.
    ///
    /// One letter in four to seven, two in eight or more; the first letter is mostly right.
    static func meant(by word: String) -> String? {
        guard word.count >= 4, word.count <= 20, word.allSatisfy({ $0.isLetter }) else { return nil }
        let reach = word.count >= 8 ? 2 : 1
        var best = reach + 1
        var found: [String] = []
        for candidate in lexicon where abs(candidate.count - word.count) <= reach {
            guard candidate.first == word.first else { continue }
            let distance = NameMatch.distance(word, candidate)
            if distance < best {
                (best, found) = (distance, [candidate])
            } else if distance == best, best <= reach {
                found.append(candidate)
            }
        }
        // A word that means something here is likelier meant than one that only fills a sentence.
        let telling = found.filter { Concept.byWord[$0] != nil }
        if !telling.isEmpty { found = telling }
        guard let first = found.first else { return nil }
        // Of four letters one is a quarter: only two that were swapped are a slip, or "life" would be "like".
        guard word.count > 4 else { return swapped(word, found) }
        // Words of one meaning are one: "faild" is near "failed" and "fails", "gest" near "guest" and "rest".
        let meanings = found.map { Concept.byWord[$0] ?? [] }
        let common = meanings.reduce(meanings[0]) { $0.intersection($1) }
        if meanings.allSatisfy({ $0 == meanings[0] }) { return first }
        return zip(found, meanings).first { !common.isEmpty && $0.1 == common }?.0 ?? swapped(word, found)
    }

    /// The one candidate with the same letters, two of them swapped: the commonest slip.
    private static func swapped(_ word: String, _ candidates: [String]) -> String? {
        let same = candidates.filter { $0.sorted() == word.sorted() }
        return same.count == 1 ? same.first : nil
    }
}

/// German and French as operators mix them in: questions are understood as far as these words go, orders never.
enum Foreign {
    /// Expressions of several words, before the single ones.
    static let expressions: [(said: String, meant: String)] = [
        ("est-ce que", "is"), ("est ce que", "is"), ("quel est le statut de", "status of"),
        ("quel est l'état de", "status of"), ("qu'est-ce qui", "what"), ("wie viele", "how many"),
        ("wie viel", "how much"), ("wie geht es", "how is"), ("wie geht's", "how is everything"),
        ("alles in ordnung", "everything healthy"), ("alles ok", "everything healthy"),
        ("combien de", "how many"), ("was läuft", "what is running"), ("was laeuft", "what is running"),
        ("seit wann", "uptime"),
    ]

    /// Single words.
    static let words = [
        "wie": "how", "voll": "full", "ist": "is", "sind": "are", "welche": "which", "welcher": "which",
        "welches": "which", "welchen": "which", "läuft": "running", "laeuft": "running", "laufen": "running",
        "zeig": "show", "zeige": "show", "mir": "me", "alle": "all", "gestoppt": "stopped",
        "gestoppte": "stopped", "gestoppten": "stopped", "frei": "free", "auf": "on", "und": "and",
        "nicht": "not", "knoten": "nodes", "gäste": "guests", "speicherplatz": "space", "wann": "when",
        "wo": "where", "warum": "why", "der": "the", "das": "the", "auslastung": "load",
        "temperatur": "temperature",
        "sicherung": "backup", "sicherungen": "backups", "letzte": "last", "letzten": "last", "woche": "week",
        "gestern": "yesterday", "heute": "today", "fehler": "errors", "mit": "with", "ohne": "without",
        "bitte": "please", "danke": "thanks", "hallo": "hello", "tourne": "running", "tournent": "running",
        "liste": "list", "des": "the", "les": "the", "sont": "are", "quels": "which", "quelles": "which",
        "quel": "which", "quelle": "which", "statut": "status", "de": "of", "du": "of", "sur": "on",
        "combien": "how many", "où": "where", "plein": "full", "libre": "free", "arrêtés": "stopped",
        "arrêtées": "stopped", "conteneurs": "containers", "nœuds": "nodes", "pourquoi": "why",
        "merci": "thanks", "bonjour": "hello", "montre": "show",
    ]

    /// Verbs of order, which are told and never carried out.
    static let orders: Set<String> = [
        "starte", "starten", "stoppe", "stoppen", "fahre", "fahr", "beende", "beenden", "lösche", "schalte",
        "boote", "neustarten", "herunterfahren", "hochfahren", "démarre", "démarrer", "arrête", "arrêter",
        "redémarre", "redémarrer", "éteins", "allume", "supprime", "запусти", "останови", "перезапусти",
        "перезагрузи", "выключи", "включи", "arranca", "detén", "reinicia", "apaga", "avvia", "riavvia",
    ]
}
