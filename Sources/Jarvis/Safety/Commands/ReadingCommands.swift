/// The commands that only read, with what may follow them; whatever is not in here is none.
///
/// Left out on purpose: what goes on until it is stopped (`journalctl -f`, `ip monitor`), what prints secrets that others
/// gave (`docker inspect`, `systemctl show`, `pct config`, `ps` with its arguments, `journalctl -o json`), and what looks harmless
/// and is not (`date -s`, `dmesg -C`, `ss -K`, `sensors -s`, `smartctl -t`, `pct df` of a container that is stopped).
///
/// The way to a machine has to do the rest: quote each word for the shell that sshd starts, end what hangs on a dead storage or
/// tells without end, and ask Docker only where it runs, as the question alone would start it.
enum ReadingCommands {
    static let all = [system, proxmox, storage, containers, network].reduce(into: [:]) { all, some in
        all.merge(some) { $1 }
    }

    private static let unit = CommandValue.name

    /// The machine itself.
    private static let system: [String: CommandGrammar] = [
        "systemctl": CommandGrammar(
            flags: ["--no-pager", "--failed", "--all", "--plain", "--no-legend", "-a", "-l", "--full"],
            values: ["--type": .name, "-t": .name, "--state": .name, "-n": .number, "--lines": .number],
            commands: [
                "status": unitList(atLeast: 0), "is-active": unitList(), "is-failed": unitList(),
                "is-enabled": unitList(), "is-system-running": CommandGrammar(),
                "list-units": unitList(atLeast: 0), "list-timers": unitList(atLeast: 0),
                "list-unit-files": unitList(atLeast: 0), "list-dependencies": unitList(),
            ], hasDefault: true),
        "journalctl": CommandGrammar(
            flags: [
                "--no-pager", "-b", "--boot", "-k", "--dmesg", "-r", "--reverse", "-x", "--catalog", "-q",
                "--quiet", "--utc", "--no-hostname", "--disk-usage", "--list-boots", "-e", "-xe", "-xb", "-1",
                "-2",
                "-b-1", "--boot=-1",
            ],
            values: [
                "-u": unit, "--unit": unit, "-xeu": unit, "-n": .number, "--lines": .number, "-p": .name,
                "--priority": .name, "--since": .time, "-S": .time, "--until": .time, "-U": .time,
                "-t": .name,
                "--identifier": .name, "-g": .name, "--grep": .name,
                "-o": forms, "--output": forms,
            ]),
        "dmesg": CommandGrammar(
            flags: [
                "-T", "-Tx", "--ctime", "-x", "--decode", "-H", "--human", "--nopager", "-P", "-k", "-u",
            ],
            values: ["-l": .list(levels), "--level": .list(levels), "--since": .time, "--until": .time]),
        "uptime": CommandGrammar(flags: ["-p", "--pretty", "-s", "--since"]),
        "uname": CommandGrammar(flags: ["-a", "-r", "-n", "-m", "-s", "-v"]),
        "free": CommandGrammar(flags: ["--human", "--mega", "--giga", "--total"], letters: "hmgbkwlt"),
        "lscpu": CommandGrammar(flags: ["-e", "-J", "--json"]),
        "lsblk": CommandGrammar(
            flags: ["--json", "--fs", "--all"], letters: "fapJlntdbmS",
            values: ["-o": .list(blockColumns), "--output": .list(blockColumns)],
            operands: (.disk, atMost: 4)),
        "lspci": CommandGrammar(letters: "vnkt"), "lsusb": CommandGrammar(letters: "tv"),
        "sensors": CommandGrammar(flags: ["-A", "-u", "-j", "-f"]),
        "date": CommandGrammar(flags: ["-u", "-R"]), "hostname": CommandGrammar(flags: ["-I"]),
        "w": CommandGrammar(letters: "hs"),
        "swapon": CommandGrammar(flags: ["--show"], needsOneOf: ["--show"]),
        "nproc": CommandGrammar(flags: ["--all"]), "who": CommandGrammar(letters: "abHqu"),
        "last": CommandGrammar(flags: ["-x", "-F", "-w", "-i"], values: ["-n": .number]),
        "timedatectl": CommandGrammar(
            commands: [
                "status": CommandGrammar(), "show": CommandGrammar(), "timesync-status": CommandGrammar(),
            ], hasDefault: true),
        "hostnamectl": CommandGrammar(commands: ["status": CommandGrammar()], hasDefault: true),
        "chronyc": CommandGrammar(
            flags: ["-n"],
            commands: [
                "tracking": CommandGrammar(), "sources": CommandGrammar(letters: "va"),
                "sourcestats": CommandGrammar(letters: "va"), "activity": CommandGrammar(),
            ]),
        "vmstat": counted(letters: "wStad"), "mpstat": counted(letters: "uA"),
        "iostat": counted(letters: "xhkmdcz"),
        "top": CommandGrammar(
            flags: ["-b", "-H", "-bn1"],
            values: ["-n": .word(["1", "2"]), "-o": .word(["%CPU", "%MEM", "RES", "TIME+", "PID"])],
            needsOneOf: ["-n", "-bn1"]),
        "dpkg": CommandGrammar(
            flags: ["-l", "--list"], operands: (.name, atMost: 4), needsOneOf: ["-l", "--list"]),
        "apt": CommandGrammar(
            commands: [
                "list": CommandGrammar(
                    flags: ["--upgradable", "--installed"], needsOneOf: ["--upgradable", "--installed"])
            ]),
        "nvidia-smi": CommandGrammar(flags: ["-L", "-q"]),
    ]

    private static let forms = CommandValue.word(["short", "short-iso", "short-precise", "cat"])
    private static let levels: Set<String> = [
        "emerg", "alert", "crit", "err", "warn", "notice", "info", "debug",
    ]
    private static let blockColumns: Set<String> = [
        "NAME", "SIZE", "TYPE", "FSTYPE", "MOUNTPOINT", "MOUNTPOINTS", "MODEL", "SERIAL", "UUID", "ROTA",
        "TRAN", "FSUSE%", "FSAVAIL", "STATE", "RO", "LABEL", "WWN",
    ]

    private static func unitList(atLeast least: Int = 1) -> CommandGrammar {
        CommandGrammar(
            flags: [
                "--no-pager", "--all", "-a", "--plain", "--no-legend", "-l", "--full", "-q", "--quiet",
                "--failed",
            ],
            values: ["--type": .name, "-t": .name, "--state": .name, "-n": .number, "--lines": .number],
            operands: (unit, atMost: 8), leastOperands: least)
    }

    /// Looks every so many seconds, and no oftener than is said: an interval alone would go on for ever.
    private static func counted(letters: String) -> CommandGrammar {
        CommandGrammar(letters: letters, commands: ["1": once, "2": once, "5": once], hasDefault: true)
    }

    private static let once = CommandGrammar(
        operands: (.word(["1", "2", "3", "4", "5"]), atMost: 1), leastOperands: 1)

    /// Disks and what lies on them.
    private static let storage: [String: CommandGrammar] = [
        "df": CommandGrammar(
            flags: ["--total", "--local"], letters: "hHTialPk", values: ["-t": .name, "-x": .name],
            operands: (.path, atMost: 4)),
        "findmnt": CommandGrammar(letters: "lDJn", operands: (.path, atMost: 1)),
        "zpool": CommandGrammar(
            commands: [
                "status": CommandGrammar(letters: "vxLPst", operands: (.pool, atMost: 4)),
                "list": CommandGrammar(
                    letters: "vHpLP", values: ["-o": .list(poolColumns)],
                    operands: (.pool, atMost: 4)),
                "get": CommandGrammar(letters: "Hp", operands: (.pool, atMost: 3), leastOperands: 1),
                "iostat": CommandGrammar(letters: "vlqHp", operands: (.pool, atMost: 2)),
            ]),
        "zfs": CommandGrammar(
            commands: [
                "list": CommandGrammar(
                    letters: "Hpr",
                    values: [
                        "-t": .list(["filesystem", "snapshot", "volume", "all"]), "-o": .list(zfsColumns),
                        "-s": .list(zfsColumns), "-d": .number,
                    ], operands: (.place, atMost: 4)),
                "get": CommandGrammar(
                    letters: "Hpr", operands: (.place, atMost: 3), leastOperands: 1),
            ]),
        "lvs": CommandGrammar(letters: "av", operands: (.place, atMost: 2)),
        "vgs": CommandGrammar(letters: "av", operands: (.name, atMost: 2)),
        "pvs": CommandGrammar(letters: "av", operands: (.disk, atMost: 2)),
        "smartctl": CommandGrammar(
            flags: [
                "-a", "--all", "-H", "--health", "-i", "--info", "-A", "--attributes", "-x", "--xall", "-c",
                "-j",
            ],
            values: [
                "-n": .word(["standby"]), "-l": .word(["error", "selftest", "selective"]),
                "-d": .word(["sat", "nvme", "scsi", "auto"]),
            ], operands: (.disk, atMost: 1), leastOperands: 1),
        "nvme": CommandGrammar(
            commands: [
                "list": CommandGrammar(),
                "smart-log": CommandGrammar(operands: (.disk, atMost: 1), leastOperands: 1),
            ]),
        "ceph": CommandGrammar(
            commands: [
                "status": CommandGrammar(), "df": CommandGrammar(),
                "health": CommandGrammar(commands: ["detail": CommandGrammar()], hasDefault: true),
                "osd": CommandGrammar(commands: [
                    "tree": CommandGrammar(), "df": CommandGrammar(), "status": CommandGrammar(),
                ]),
            ]),
    ]

    private static let poolColumns: Set<String> = [
        "name", "size", "alloc", "allocated", "free", "cap", "capacity", "health", "frag", "fragmentation",
        "dedupratio", "altroot",
    ]
    private static let zfsColumns: Set<String> = [
        "space", "name", "used", "avail", "available", "refer", "referenced", "mountpoint", "creation",
        "usedbysnapshots", "compressratio", "quota", "type",
    ]
}
