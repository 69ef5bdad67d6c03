/// The small change of English: expressions, courtesies and words that mean nothing here.
enum Phrases {
    /// Expressions of several words, each with the words that replace it before anything else is read.
    static let expressions: [(said: String, meant: String)] = [
        ("what's", "what is"), ("who's", "who is"), ("where's", "where is"), ("how's", "how is"),
        ("there's", "there is"), ("i'd", "i would"), ("isn't", "is not"), ("aren't", "are not"),
        ("don't", "do not"), ("dont", "do not"), ("doesn't", "does not"), ("didn't", "did not"),
        ("can't", "can not"), ("won't", "will not"), ("let's", "let us"),
        ("what runs", "what is running"), ("who runs", "who is running"), ("pve version", "version"),
        ("pve versions", "versions"), ("proxmox version", "version"), ("proxmox versions", "versions"),
        ("version of proxmox", "version"), ("version of pve", "version"),
        ("take it back", "undo"), ("take that back", "undo"), ("take this back", "undo"),
        // What happened.
        ("while i was away", "lately"), ("while i was out", "lately"), ("while i was gone", "lately"),
        ("in my absence", "lately"), ("while i slept", "lately"), ("did i miss", "happened lately"),
        ("have i missed", "happened lately"), ("i missed", "happened lately"),
        ("anything new", "happened lately"),
        ("what is new", "what happened lately"), ("going on", "happening"), ("overnight", "last night"),
        ("over night", "last night"), ("last nights", "last night"), ("yesterdays", "yesterday"),
        ("i hope", ""), ("just tell me", "tell me"),
        // What will happen.
        ("how long until", "forecast"), ("how long till", "forecast"), ("how many days until", "forecast"),
        ("how many days till", "forecast"), ("how soon will", "forecast"), ("how soon", "forecast"),
        ("when will", "forecast"), ("run out of space", "full forecast"),
        ("runs out of space", "full forecast"),
        ("run out of", "full forecast"), ("run out", "full forecast"), ("runs out", "full forecast"),
        ("fills up", "full forecast"), ("fill up", "full forecast"), ("filling up", "full forecast"),
        ("grows fastest", "growth"), ("fastest growing", "growth"), ("filling fastest", "growth"),
        // What a processor is, and how long its queue.
        ("load average", "loadavg"), ("load averages", "loadavg"), ("average load", "loadavg"),
        ("1/5/15", "loadavg"), ("cpu model", "cpumodel"), ("processor model", "cpumodel"),
        ("model of cpu", "cpumodel"), ("kind of cpu", "cpumodel"), ("type of cpu", "cpumodel"),
        ("cpu type", "cpumodel"), ("what processor", "cpumodel"), ("which processor", "cpumodel"),
        ("what cpus are", "cpumodel are"), ("what cpu is", "cpumodel is"), ("which cpu is", "cpumodel is"),
        ("ha protected", "ha"), ("ha managed", "ha"), ("ha state", "ha"), ("ha status", "ha"),
        // Who is not up is down.
        ("not running", "down"), ("not up", "down"), ("not online", "offline"), ("no longer up", "down"),
        ("not started", "down"), ("not working", "failing"), ("not runing", "down"),
        ("not healthy", "trouble"),
        ("in an error state", "inerror"), ("in error state", "inerror"), ("in state error", "inerror"),
        ("in an error", "inerror"), ("in error", "inerror"), ("io error", "io-error"),
        ("internal error", "internal-error"),
        // Orders in two words.
        ("turn on", "start"), ("switch on", "start"), ("power on", "start"), ("power up", "start"),
        ("bring up", "start"), ("fire up", "start"), ("spin up", "start"), ("start up", "start"),
        ("boot up", "start"), ("wake up", "start"), ("turn off", "stop"), ("switch off", "stop"),
        ("power off", "stop"), ("power down", "stop"), ("bring down", "stop"), ("take down", "stop"),
        ("shut down", "stop"), ("shut off", "stop"), ("power cycle", "restart"), ("back up", "backup"),
        ("last reboot", "uptime"), ("last rebooted", "uptime"), ("last restart", "uptime"),
        ("last boot", "uptime"), ("last booted", "uptime"),
        // How the house is.
        ("all right", "healthy"), ("alright", "healthy"), ("all well", "healthy"), ("all good", "healthy"),
        ("all fine", "healthy"), ("in order", "healthy"), ("in good shape", "healthy"),
        ("in good health", "healthy"), ("under control", "healthy"), ("running smoothly", "healthy"),
        ("all systems go", "healthy"), ("how goes it", "how is everything"), ("in what shape", "state"),
        ("we good", "healthy"), ("should i worry", "trouble"),
        ("should i be worried", "trouble"), ("i should know", "trouble"), ("need to know", "trouble"),
        ("it going", "things"), ("what is up", "status"), ("up to", "doing"), ("on fire", "trouble"),
        ("how are you", "hello"), ("what can you do", "help"), ("what do you do", "help"),
        ("what can i ask", "help"), ("who are you", "identity yourself"), ("good night", "goodnight"),
        ("never mind", "nevermind"), ("forget it", "nevermind"),
        // What can go wrong.
        ("goes down", "dies"), ("go down", "die"), ("goes offline", "dies"), ("is lost", "dies"),
        ("were to fail", "dies"), ("high availability", "ha"), ("highly available", "ha"),
        // Nothing.
        ("right now", ""), ("at the moment", ""), ("is there", ""), ("are there", ""), ("do we have", "have"),
        ("do i have", "have"), ("as well", ""), ("such as", ""),
    ]

    /// Words that carry no meaning here.
    static let fillers = words(
        """
        a an the of my me our us your you i we to for in on at by with from and or then than be been is are was were \
        am do does did has have had having can could would will shall may please kindly just now currently jarvis \
        tell give show list display get let see check look know want need like think whether which what when how \
        there their these those this any anything some something much also still again about into out here go ahead \
        run runs ran needs exist possibly perhaps really actually quick quickly hey so ok okay well oh um dear sir madam no yes yet \
        make makes take takes using use uses taking consuming say says find come came get gets \
        ever only own it's next first second third time times im vmid id number called named whats carry carries \
        went mean means nearly almost good very nice great new other others lot bit moment minute hour day week \
        nothing over across during within throughout ones apart wise each by percent lets minutes hours days weeks hold holds contain contains live lives keep kept under being per but too both since enough sufficient back soon enabled disabled automatically
        """)

    /// Words that say yes to the one thing that was offered: "yes please", "that one", "do it".
    static let assents = words(
        "yes y yeah yep yup aye indeed ok okay sure correct right exactly that this it do go please affirmative"
    )

    /// Words that may stand before an order.
    static let courtesies = words(
        """
        please kindly jarvis hey ok okay now then just can could would will you i we want need like to go ahead and \
        possibly perhaps let us me do so hello hi good morning evening afternoon your for
        """)

    /// After these, a word of the lexicon may be a name all the same.
    static let introductions = words("called named on of about vm ct container guest node storage pool is")

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map { String($0) })
    }
}

extension Phrases {
    /// Expressions that are read before the others, because parts of them mean something else there.
    static let everyday: [(said: String, meant: String)] = [
        ("why do you know that", "howknown"), ("how do you know that", "howknown"),
        ("why do you know this", "howknown"), ("how do you know this", "howknown"),
        ("how do you know", "howknown"), ("why do you know", "howknown"),
        ("where do you know that from", "howknown"), ("who told you that", "howknown"),
        ("what do you know about", "recollect"), ("what do you know of", "recollect"),
        ("do you know anything about", "recollect"), ("what did we say about", "recollect"),
        ("what did i tell you about", "recollect"),
        ("backed up", "backedup"), ("backup storage", "backupstorage"), ("backup storages", "backupstorage"),
        ("backup space", "backupstorage"), ("backup disk", "backupstorage"),
        ("backup datastore", "backupstorage"), ("storage for backups", "backupstorage"),
        ("space for backups", "backupstorage"), ("room for backups", "backupstorage"),
        ("the log in", "the log of"), ("log in to", "signin"), ("log into", "signin"), ("log in", "signin"),
        ("sign in", "signin"), ("logged in", "signedin"), ("logged on", "signedin"),
        ("signed in", "signedin"), ("at boot time", "autostart"), ("at boot", "autostart"),
        ("on boot", "autostart"), ("at startup", "autostart"), ("on startup", "autostart"),
        ("going to be full", "forecast full"), ("gonna be full", "forecast full"),
        ("about to be full", "forecast full"), ("full soon", "forecast full"),
        ("come back up", "return"), ("come back online", "return"), ("be back up", "return"),
        ("be back online", "return"), ("come back", "return"), ("be back", "return"),
        ("pull the plug on", "force stop"), ("force shutdown", "force stop"), ("hard off", "force stop"),
    ]
}
