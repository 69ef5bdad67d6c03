/// What a word can mean to the offline butler.
enum Concept: Sendable, Hashable, CaseIterable {
    case greeting, thanks, farewell, withdrawal
    case help, identity, joke
    case why, who, place, count, hypothesis, later, override, instruction, undoing
    case guest, virtualMachine, container, node, storage, task, backup, tag, pool, template, cluster
    case temperature, quorum, cpu, cpuModel, brand, loadAverage, memory, uptime, version
    case running, stopped, down, paused, locked, unknown, erroneous, fenced, highAvailability
    case maintenance, lost, spare
    case backupStorage, access, signedIn, autostart, certificate, returning, force
    case state, trouble, failure, warning, dying
    case drive, diskHealth, log, feed
    case full, free, size, most, least, recent
    case compare, average, total, forecast, growth
    case start, stop, restart, unsupported, foreignOrder, beyond
    case address
    case recollection, provenance
    case negation, without, all, pronoun, age

    /// The words of each concept; a word may have several.
    static let words: [Concept: String] = [
        .greeting: "hello hi hey howdy greetings morning afternoon evening yo hiya",
        .thanks: "thanks thank cheers ta splendid",
        .farewell: "bye goodbye farewell goodnight cya",
        .withdrawal: "nevermind", .undoing: "undo",
        .help: "help commands abilities capabilities usage manual",
        .identity: "identity who name model llm ai claude gpt human yourself",
        .joke: "joke funny pun laugh amuse",
        .why: "why reason cause explain diagnose",
        .who: "who",
        .place: "where",
        .count: "many count",
        .hypothesis: "if should would might happens happen safe safely",
        .later:
            "later tomorrow tonight hour hours minute minutes midnight noon until unless after if when once",
        .override: "ignore disregard forget override bypass jailbreak pretend",
        .instruction:
            "instruction instructions prompt prompts rule rules guidelines confirmation restrictions",
        .guest: "guest guests instance instances",
        .virtualMachine: "vm vms qemu machine machines virtual",
        .container: "container containers ct cts lxc lxcs",
        .node: "node nodes host hosts server servers hypervisor hypervisors",
        .storage: "storage storages disk disks space datastore datastores volume volumes",
        .task: "task tasks job jobs activity log logs history",
        .backup: "backup backups vzdump protected unprotected backed backedup",
        .pool: "pool pools",
        .template: "template templates",
        .tag: "tag tags tagged label labels",
        .cluster: "cluster clusters homelab lab proxmox datacenter datacentre house",
        .temperature:
            "temperature temperatures temp temps hot hottest warm warmest cool coolest coldest heat thermal thermals "
            + "celsius degrees",
        .quorum: "quorum quorate votes vote corosync",
        .cpu: "cpu cpus processor processors load cores core busy busiest idle idlest",
        .memory: "memory ram mem",
        .uptime: "uptime long longest shortest since restarted rebooted booted",
        .version: "version versions release pveversion kernel",
        .running: "running up online alive active started awake",
        .stopped: "stopped halted",
        .down: "down off offline dead inactive unavailable unreachable asleep",
        .paused: "paused suspended frozen",
        .unknown: "unknown", .erroneous: "inerror error errors errored io-error internal-error panicked",
        .fenced: "fenced fence fencing",
        .backupStorage: "backupstorage", .access: "signin login", .signedIn: "signedin logins",
        .autostart: "autostart onboot", .certificate: "certificate certificates cert certs",
        .returning: "return returns", .force: "force forced forcibly forcefully hard",
        .locked: "locked lock locks",
        .highAvailability: "ha",
        .maintenance: "maintenance fenced fence",
        .lost: "lose lost affected",
        .spare: "another more spare margin risk redundant redundancy tolerate survive afford",
        .cpuModel: "cpumodel",
        .brand: "ryzen epyc xeon threadripper intel amd celeron pentium i3 i5 i7 i9 n100",
        .loadAverage: "loadavg loadaverage",
        .drive: "disk disks drive drives ssd ssds hdd hdds nvme",
        .diskHealth:
            "healthy health smart dying failing wear wearout wearing sectors defective defect smartctl",
        .log: "log logs output transcript journal syslog",
        .feed: "happened happening change changed changes event events feed lately",
        .compare: "compare compared comparison versus vs difference",
        .average: "average avg mean typical typically",
        .total: "total altogether overall sum",
        .forecast: "forecast forecasts prediction projected",
        .growth: "grow grows growing growth grew",
        .foreignOrder: Foreign.orders.sorted().joined(separator: " "),
        .state:
            "status state health overview sitrep summary report doing going looking things everything condition",
        .trouble:
            "wrong issue issues broken ok okay fine healthy problem problems alert alerts trouble troubles unwell "
            + "attention fire amiss warning warnings worry worries worried concern concerns normal matter red amber sick "
            + "slow ill overloaded unhappy",
        .failure:
            "fail failed fails failing failure failures inerror error errors crashed crash crashing broke errored work worked "
            + "succeed succeeded successful",
        .warning: "warning warnings warn warned",
        .dying: "die dies died fails crashes burns explodes fell fall vanish vanished disappear disappeared",
        .full: "full fullest fill filled capacity used usage",
        .free: "free left remaining room spare unused available emptiest",
        .size: "size big biggest large largest smallest",
        .most:
            "most top biggest highest heaviest busiest hungriest largest greediest fullest hottest longest max emptiest "
            + "eating eats hogging hogs hog hogger devouring maximum peak",
        .least: "least lowest lightest idlest quietest smallest coolest coldest shortest min minimum",
        .recent:
            "recent recently last latest lately happened happening newest today yesterday tonight night change "
            + "changed changes past",
        .start: "start boot launch startup",
        .stop: "stop shutdown halt kill poweroff",
        .restart: "restart reboot reset bounce cycle",
        .unsupported:
            "delete destroy remove erase wipe migrate move clone copy snapshot create install update upgrade resize "
            + "rollback restore suspend resume pause rename format deploy unlock evict relocate convert prune purge "
            + "attach detach mount unmount enable disable configure allocate assign expand extend shrink patch rollout",
        .beyond:
            "mac port ports network networks traffic bandwidth firewall vlan dns "
            + "password passwords user users permissions snapshot snapshots config configuration watt "
            + "watts consumption price cost latency weather news updates iops owner",
        .address: "ip ips ipv4 ipv6 address addresses",
        .recollection: "remember remembered recall recollect", .provenance: "howknown",
        .negation: "not never",
        .without: "without no lack lacks lacking missing unprotected",
        .all: "all every everything everyone both",
        .age: "oldest old older youngest age stalest",
        .pronoun: "it its that him her them they",
    ]

    /// All meanings of each word.
    static let byWord: [String: Set<Concept>] = words.reduce(into: [:]) { meanings, entry in
        for word in entry.value.split(separator: " ") {
            meanings[String(word), default: []].insert(entry.key)
        }
    }

    /// The three orders.
    static let orders: Set<Concept> = [.start, .stop, .restart]
    /// What says which kind of thing is meant.
    static let kinds: Set<Concept> = [.guest, .virtualMachine, .container, .node, .storage]
}
