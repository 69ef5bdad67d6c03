/// What a word can mean to the offline butler.
enum Concept: Sendable, Hashable, CaseIterable {
    case greeting
    case thanks
    case farewell
    case help
    case identity
    case joke
    case why
    case place
    case count
    case guest
    case virtualMachine
    case container
    case node
    case storage
    case temperature
    case task
    case backup
    case quorum
    case cluster
    case down
    case running
    case trouble
    case failure
    case cpu
    case memory
    case uptime
    case version
    case full
    case most
    case recent
    case state
    case start
    case stop
    case restart
    case unsupported
    case negation
    case all
    case pronoun
    case hypothesis

    /// The words of each concept; a word may have several.
    static let words: [Concept: String] = [
        .greeting: "hello hi hey howdy greetings morning afternoon evening yo hiya",
        .thanks: "thanks thank cheers ta splendid",
        .farewell: "bye goodbye farewell goodnight night cya",
        .help: "help commands abilities capabilities usage manual",
        .identity: "who name model llm ai claude gpt ollama robot human yourself",
        .joke: "joke funny pun laugh amuse",
        .why: "why reason cause explain diagnose",
        .place: "where",
        .count: "many count number",
        .guest: "guest guests instance instances",
        .virtualMachine: "vm vms qemu machine machines virtual",
        .container: "container containers ct cts lxc lxcs",
        .node: "node nodes host hosts server servers hypervisor hypervisors",
        .storage: "storage storages pool pools disk disks space datastore datastores volume volumes",
        .temperature:
            "temperature temperatures temp temps hot warm cool heat thermal thermals celsius degrees",
        .task: "task tasks job jobs activity log logs history event events",
        .backup: "backup backups vzdump protected unprotected backed",
        .quorum: "quorum quorate votes vote corosync",
        .cluster: "cluster homelab lab proxmox datacenter datacentre house",
        .down: "down stopped off offline dead halted inactive unavailable unreachable asleep",
        .running: "running up online alive active started awake",
        .trouble:
            "wrong issue issues broken ok okay fine healthy problem problems alert alerts trouble troubles unwell "
            + "attention fire amiss worry worries warning warnings matter",
        .failure:
            "fail failed fails failing failure failures error errors crashed crash crashing broke errored",
        .cpu: "cpu cpus processor processors load cores core",
        .memory: "memory ram mem",
        .uptime: "uptime long since restarted rebooted booted",
        .version: "version versions release pveversion kernel",
        .full: "full fill filled free left capacity used usage remaining room",
        .most: "most top biggest highest heaviest busiest hungriest largest greediest",
        .recent: "recent recently last latest lately happened happening newest today yesterday",
        .state: "status state health overview sitrep summary report doing going things everything condition",
        .start: "start boot launch startup",
        .stop: "stop shutdown halt kill poweroff",
        .restart: "restart reboot reset bounce cycle",
        .unsupported:
            "delete destroy remove erase wipe migrate move clone copy snapshot create install update upgrade resize "
            + "rollback restore suspend resume pause rename format deploy unlock evict",
        .negation: "not never",
        .all: "all every everything everyone both",
        .pronoun: "it that him her them one",
        .hypothesis: "if should would might happens safe",
    ]

    /// Expressions of several words, each with the word that replaces it before anything else is read.
    static let expressions: [(said: String, meant: String)] = [
        ("what's", "what is"), ("who's", "who is"), ("where's", "where is"), ("how's", "how is"),
        ("i'd", "i would"),
        ("isn't", "is not"), ("aren't", "are not"), ("don't", "do not"), ("dont", "do not"),
        ("doesn't", "does not"),
        ("didn't", "did not"), ("can't", "can not"), ("won't", "will not"), ("let's", "let us"),
        ("not running", "stopped"), ("not up", "stopped"), ("not online", "offline"),
        ("not started", "stopped"), ("not working", "failing"), ("turn on", "start"), ("switch on", "start"),
        ("power on", "start"), ("power up", "start"), ("bring up", "start"), ("fire up", "start"),
        ("spin up", "start"), ("start up", "start"), ("boot up", "start"), ("wake up", "start"),
        ("turn off", "stop"), ("switch off", "stop"), ("power off", "stop"), ("power down", "stop"),
        ("bring down", "stop"), ("take down", "stop"), ("shut down", "stop"), ("shut off", "stop"),
        ("power cycle", "restart"), ("back up", "backup"), ("good night", "goodnight"),
        ("no longer up", "stopped"),
        ("up to", "doing"), ("how are you", "hello"), ("what is up", "status"), ("what can you do", "help"),
        ("what do you do", "help"),
        ("what can i ask", "help"), ("who are you", "identity yourself"), ("right now", ""),
        ("all right", "healthy"), ("alright", "healthy"), ("all well", "healthy"), ("all good", "healthy"),
        ("all fine", "healthy"), ("in order", "healthy"), ("in good shape", "healthy"),
        ("in good health", "healthy"), ("we good", "healthy"), ("should i worry", "trouble"),
        ("should i be worried", "trouble"), ("i should know", "trouble"), ("need to know", "trouble"),
        ("it going", "things"), ("at the moment", ""), ("is there", ""), ("are there", ""),
        ("do we have", "have"),
        ("do i have", "have"),
    ]

    /// Words that carry no meaning here.
    static let fillers = Set(
        """
        a an the of my me our us your you i we to for in on at by with from and or then than be been is are was were \
        am do does did has have had having can could would will shall may please kindly just now currently jarvis \
        tell give show list display get let see check look know want need like think whether which what when how \
        there their these those this any anything some something much also still again about into out here go ahead \
        needs possibly perhaps really actually currently quick quickly hey so ok okay well oh um dear sir madam no yes yet \
        make makes take takes using use uses taking eating hogging consuming does say says find come came get gets \
        happen ever only own its it's next first second third time times im us vmid id number called named whats \
        went mean means left whose nearly almost good very nice great new old other others lot bit moment minute hour day week
        """.split(separator: " ").map { String($0) })

    /// Words that may stand before an order.
    static let courtesies = Set(
        """
        please kindly jarvis hey ok okay now then just could can would will you i we want need like to go ahead and \
        possibly perhaps let us me do so hello hi good morning evening afternoon your
        """.split(separator: " ").map { String($0) })

    /// All meanings of each word.
    static let byWord: [String: Set<Concept>] = words.reduce(into: [:]) { meanings, entry in
        for word in entry.value.split(separator: " ") {
            meanings[String(word), default: []].insert(entry.key)
        }
    }
}
