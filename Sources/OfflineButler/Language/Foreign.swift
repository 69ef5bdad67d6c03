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
