extension ReadingCommands {
    private static let formats = CommandValue.word(["json", "json-pretty", "yaml", "text"])

    /// Proxmox' own.
    static let proxmox: [String: CommandGrammar] = [
        "pveversion": CommandGrammar(flags: ["-v", "--verbose"]),
        "pvesh": CommandGrammar(
            commands: ["get": reading, "ls": reading]),
        "pvecm": CommandGrammar(commands: ["status": CommandGrammar(), "nodes": CommandGrammar()]),
        "pvesm": CommandGrammar(
            commands: [
                "status": CommandGrammar(values: ["--storage": .name, "--content": .name]),
                "list": CommandGrammar(
                    values: ["--content": .name, "--vmid": .vmid], operands: (.name, atMost: 1),
                    leastOperands: 1),
            ]),
        "ha-manager": CommandGrammar(
            commands: ["status": CommandGrammar(flags: ["--verbose"]), "config": CommandGrammar()]),
        "qm": CommandGrammar(
            commands: [
                "list": CommandGrammar(flags: ["--full"]),
                "status": CommandGrammar(
                    flags: ["--verbose"], operands: (.vmid, atMost: 1), leastOperands: 1),
                "config": guest, "pending": guest, "listsnapshot": guest,
            ]),
        "pct": CommandGrammar(
            commands: [
                "list": CommandGrammar(),
                "status": CommandGrammar(
                    flags: ["--verbose"], operands: (.vmid, atMost: 1), leastOperands: 1),
                "listsnapshot": guest, "cpusets": CommandGrammar(),
            ]),
        "corosync-quorumtool": CommandGrammar(flags: ["-s", "-l", "-i"]),
        "corosync-cfgtool": CommandGrammar(flags: ["-s", "-n"], needsOneOf: ["-s", "-n"]),
    ]

    private static let guest = CommandGrammar(operands: (.vmid, atMost: 1), leastOperands: 1)
    private static let reading = CommandGrammar(
        flags: ["--noborder", "--noheader"], values: ["--output-format": formats],
        operands: (.apiPath, atMost: 1), leastOperands: 1)

    /// What Docker tells of its containers; their settings hold secrets and are not read.
    static let containers: [String: CommandGrammar] = [
        "docker": CommandGrammar(
            commands: [
                "ps": CommandGrammar(
                    flags: ["--all", "--size"], letters: "aqsl", values: ["-n": .number]),
                "images": CommandGrammar(flags: ["--all", "--digests"], letters: "aq"),
                "stats": CommandGrammar(
                    flags: ["--no-stream", "--all", "-a", "--no-trunc"], operands: (.name, atMost: 8),
                    needsOneOf: ["--no-stream"]),
                "logs": CommandGrammar(
                    flags: ["--timestamps", "-t"],
                    values: ["--tail": .number, "-n": .number, "--since": .time, "--until": .time],
                    operands: (.name, atMost: 1), leastOperands: 1),
                "port": CommandGrammar(operands: (.name, atMost: 1), leastOperands: 1),
                "diff": CommandGrammar(operands: (.name, atMost: 1), leastOperands: 1),
                "version": CommandGrammar(), "info": CommandGrammar(),
                "system": CommandGrammar(commands: ["df": CommandGrammar(flags: ["-v", "--verbose"])]),
                "volume": CommandGrammar(commands: ["ls": CommandGrammar(flags: ["-q"])]),
                "network": CommandGrammar(commands: ["ls": CommandGrammar(flags: ["-q", "--no-trunc"])]),
                "compose": CommandGrammar(commands: ["ls": CommandGrammar(flags: ["-a", "--all"])]),
            ])
    ]

    /// How the machine is connected.
    static let network: [String: CommandGrammar] = [
        "ip": CommandGrammar(
            flags: ["-s", "-d", "-4", "-6", "-br", "-j", "-o", "-brief", "-json"],
            commands: [
                "addr": device, "address": device, "a": device, "link": device, "neigh": device,
                "route": CommandGrammar(commands: showing, hasDefault: true),
                "r": CommandGrammar(commands: showing, hasDefault: true),
                "rule": CommandGrammar(commands: showing, hasDefault: true),
            ]),
        "ss": CommandGrammar(flags: ["--summary"], letters: "tulnpaseimo46"),
        "bridge": CommandGrammar(
            commands: ["link": device, "fdb": device, "vlan": device]),
        "ethtool": CommandGrammar(flags: ["-S", "-i", "-k"], operands: (.name, atMost: 1), leastOperands: 1),
        "wg": CommandGrammar(
            commands: [
                "show": CommandGrammar(
                    commands: ["interfaces": CommandGrammar(), "all": latest], hasDefault: true)
            ]),
    ]

    /// `dump` and the fields of keys tell the keys.
    private static let latest = CommandGrammar(
        commands: [
            "latest-handshakes": CommandGrammar(), "transfer": CommandGrammar(),
            "endpoints": CommandGrammar(),
        ], hasDefault: true)

    private static let showing = ["show": CommandGrammar(), "list": CommandGrammar(), "ls": CommandGrammar()]
    private static let device = CommandGrammar(
        commands: ["show": ofDevice, "list": ofDevice, "ls": ofDevice], hasDefault: true)
    private static let ofDevice = CommandGrammar(
        commands: ["dev": CommandGrammar(operands: (.name, atMost: 1), leastOperands: 1)],
        operands: (.name, atMost: 1), hasDefault: true)
}
